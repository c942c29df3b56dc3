export * from './answers.js';
export * from './arrive-answers.js';
export * from './bodies.js';
export * from './errors.js';
export * from './socket.js';
export * from './unnamed.js';
