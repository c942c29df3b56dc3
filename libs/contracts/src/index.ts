export * from './answers.js';
export * from './bodies.js';
export * from './errors.js';
export * from './round-answers.js';
export * from './round-bodies.js';
export * from './socket.js';
