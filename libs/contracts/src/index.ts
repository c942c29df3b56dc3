export * from './answers.js';
export * from './bodies.js';
export * from './errors.js';
export * from './socket.js';
export * from './trends.js';
