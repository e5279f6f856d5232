import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

// Stands in for Twilio: takes every text at once, and says how many it took when asked. What it is given it reads.
let taken = 0;
const answer = Buffer.from(`{"sid":"SM${'0'.repeat(32)}","status":"queued","error_code":null}`);
const server = createServer(async (request, response) => {
  if (request.method === 'GET') return response.end(String(taken));
  const form = await text(request);
  if (!form.includes('To=%2B44')) return response.writeHead(422).end();
  taken += 1;
  response
    .writeHead(201, { 'content-type': 'application/json', 'content-length': answer.length })
    .end(answer);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
