export { demonstrationActs } from './demonstration.js';
