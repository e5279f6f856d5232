// The portal sends no script of its own making: public/heard.js is all there is. React Router asks for this file.
export {};
