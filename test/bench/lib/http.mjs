import net from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');
const LAST_CHUNK = '0\r\n\r\n';

/**
 * One kept-alive HTTP connection with one request under way at a time. Bare on purpose: what the
 * client costs must be little, and the same for every server it drives.
 */
export class HttpLine {
  #socket = null;
  #received = null;
  #head = null;
  #waiting = null;

  constructor(port) {
    this.port = port;
  }

  /** Resolves to `{status, body, cookie}`; rejects when the connection ends first. */
  async request(method, path, headers, body = '') {
    this.#socket ??= await this.#connect();
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const length = `content-length: ${Buffer.byteLength(body)}\r\n`;
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(
        `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1:${this.port}\r\n${lines.join('')}${length}\r\n${body}`,
      );
    });
  }

  close() {
    this.#socket?.destroy();
  }

  #connect() {
    return new Promise((resolve, reject) => {
      const socket = net.connect(this.port, '127.0.0.1', () => resolve(socket));
      socket.setNoDelay(true);
      socket.on('data', (bytes) => this.#take(bytes));
      socket.on('error', (error) => {
        reject(error);
        this.#end(error);
      });
      socket.on('close', () => this.#end(new Error('the server closed the connection')));
    });
  }

  #end(error) {
    this.#socket = null;
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.reject(error);
  }

  #take(bytes) {
    const all = this.#received === null ? bytes : Buffer.concat([this.#received, bytes]);
    this.#received = all;
    this.#head ??= headOf(all);
    if (this.#head === null || !isWhole(all, this.#head)) return;
    const { status, end, length, cookie } = this.#head;
    const text = all.toString('utf8', end, length === null ? undefined : end + length);
    this.#received = null;
    this.#head = null;
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.resolve({ status, body: text, cookie });
  }
}

function headOf(bytes) {
  const at = bytes.indexOf(HEAD_END);
  if (at < 0) return null;
  const head = bytes.toString('latin1', 0, at);
  const length = /content-length: *(\d+)/i.exec(head);
  return {
    status: Number(head.slice(9, 12)),
    end: at + HEAD_END.length,
    cookie: /set-cookie: *([^;\r]+)/i.exec(head)?.[1] ?? null,
    length: length === null ? null : Number(length[1]),
    chunked: /transfer-encoding: *chunked/i.test(head),
  };
}

function isWhole(bytes, { end, length, chunked }) {
  if (length !== null) return bytes.length >= end + length;
  return !chunked || bytes.toString('latin1', bytes.length - LAST_CHUNK.length) === LAST_CHUNK;
}
