import { randomBytes } from 'node:crypto';
import net from 'node:net';

const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;
const SHORT_MAX = 125;
const LENGTH_16 = 126;
const LENGTH_64 = 127;

/**
 * One WebSocket, reduced to what a screen of the benchmark needs: whole frames of a server, handed
 * on as the bytes they are. The mask of its own frames is zero, which is allowed and costs nothing.
 */
export class WebSocketLine {
  #open = false;
  #rest = null;

  /** @param on `{open(line), frame(bytes, line), close()}` */
  constructor({ port, path, headers = {} }, on) {
    this.on = on;
    this.socket = net.connect(port, '127.0.0.1');
    this.socket.setNoDelay(true);
    this.socket.on('connect', () => this.#greet(port, path, headers));
    this.socket.on('data', (bytes) => this.#take(bytes));
    this.socket.on('error', () => undefined);
    this.socket.on('close', () => on.close());
  }

  send(text) {
    this.#frame(TEXT, Buffer.from(text));
  }

  /** Stops reading, as a screen does whose network is gone. */
  stall() {
    this.socket.pause();
  }

  close() {
    this.socket.destroy();
  }

  #greet(port, path, headers) {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const key = randomBytes(16).toString('base64');
    this.socket.write(
      `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: Upgrade\r\nupgrade: websocket\r\n` +
        `sec-websocket-version: 13\r\nsec-websocket-key: ${key}\r\n${lines.join('')}\r\n`,
    );
  }

  #take(bytes) {
    let data = this.#rest === null ? bytes : Buffer.concat([this.#rest, bytes]);
    this.#rest = null;
    if (!this.#open) {
      const end = data.indexOf('\r\n\r\n');
      if (end < 0) {
        this.#rest = data;
        return;
      }
      if (!data.toString('latin1', 0, end).startsWith('HTTP/1.1 101')) return this.close();
      this.#open = true;
      data = data.subarray(end + 4);
      this.on.open(this);
    }
    this.#frames(data);
  }

  #frames(data) {
    let at = 0;
    while (data.length - at >= 2) {
      let length = data[at + 1] & LENGTH_64;
      let begin = at + 2;
      if (length === LENGTH_16) {
        if (data.length < at + 4) break;
        length = data.readUInt16BE(at + 2);
        begin = at + 4;
      } else if (length === LENGTH_64) {
        if (data.length < at + 10) break;
        length = Number(data.readBigUInt64BE(at + 2));
        begin = at + 10;
      }
      if (data.length < begin + length) break;
      this.#told(data[at] & 15, data.subarray(begin, begin + length));
      at = begin + length;
    }
    if (at < data.length) this.#rest = Buffer.from(data.subarray(at));
  }

  #told(kind, bytes) {
    if (kind === TEXT || kind === BINARY) this.on.frame(bytes, this);
    else if (kind === PING) this.#frame(PONG, bytes);
    else if (kind === CLOSE) this.socket.end();
  }

  #frame(kind, bytes) {
    const short = bytes.length <= SHORT_MAX;
    const head = Buffer.alloc(short ? 6 : 8);
    head[0] = 0x80 | kind;
    head[1] = 0x80 | (short ? bytes.length : LENGTH_16);
    if (!short) head.writeUInt16BE(bytes.length, 2);
    this.socket.write(Buffer.concat([head, bytes]));
  }
}
