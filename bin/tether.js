// Loaded into the processes that `npm start` starts: if it is killed outright, they stop by themselves.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// The line to `npm start` must not keep a process alive that has finished.
process.channel?.unref();
