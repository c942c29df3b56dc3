export { ackAddress, buildAck, type AckAddress, type AckCode, type AckOptions } from './ack.js';
export { readAdt, readAdtBytes } from './adt.js';
export type * from './adt.types.js';
export { decodeMessage, type Decoded } from './charset.js';
export { escapeText, unescapeText, USUAL_SEPARATORS, type Separators } from './escape.js';
export {
  FRAME_BYTES_MAX,
  frameMessage,
  mllpDecoder,
  type BadFrameCode,
  type MllpDecoder,
  type MllpItem,
} from './framing.js';
export {
  buildHeader,
  buildSegment,
  field,
  findSegment,
  parseMessage,
  repetitionCount,
  segmentsNamed,
  splitMessages,
  textAt,
  type FieldValue,
  type Hl7Message,
  type ParseCode,
  type Parsed,
  type Position,
  type Segment,
} from './message.js';
export { readDate, readTimestamp, writeTimestamp } from './timestamp.js';
