/** Writes down what a page asks of the network, from the browser's own account of it. */
export async function recordWire(devtools) {
  const requests = new Map();
  const frames = [];
  await devtools.send('Network.enable');
  devtools.on('Network.requestWillBeSent', ({ requestId, request, type, timestamp }) =>
    requests.set(requestId, { url: request.url, kind: type, sent: timestamp, bytes: 0 }),
  );
  devtools.on('Network.responseReceived', ({ requestId, response, timestamp }) =>
    note(requests, requestId, {
      answered: timestamp,
      cached: response.fromDiskCache || response.fromPrefetchCache || false,
    }),
  );
  devtools.on('Network.requestServedFromCache', ({ requestId }) =>
    note(requests, requestId, { cached: true }),
  );
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength, timestamp }) =>
    note(requests, requestId, { bytes: encodedDataLength, ended: timestamp }),
  );
  devtools.on('Network.webSocketWillSendHandshakeRequest', ({ requestId, timestamp }) =>
    requests.set(requestId, { url: 'socket', kind: 'WebSocket', sent: timestamp, bytes: 0 }),
  );
  devtools.on('Network.webSocketHandshakeResponseReceived', ({ requestId, timestamp }) =>
    note(requests, requestId, { answered: timestamp }),
  );
  const frame = (way) => (event) =>
    frames.push({ way, at: event.timestamp, bytes: event.response.payloadData.length });
  devtools.on('Network.webSocketFrameSent', frame('out'));
  devtools.on('Network.webSocketFrameReceived', frame('in'));
  return { requests, frames };
}

function note(requests, id, what) {
  const held = requests.get(id);
  if (held !== undefined) Object.assign(held, what);
}

/** What had come by a moment: bytes by kind, and the longest chain of questions of which each waited for another. */
export function summarise({ requests, frames }, untilMs) {
  const all = [...requests.values()];
  const page = all.find(({ kind }) => kind === 'Document');
  const until = page.sent + untilMs / 1_000;
  const bytes = {};
  const add = (kind, more) => (bytes[kind] = (bytes[kind] ?? 0) + more);
  for (const one of all) if (one.cached !== true && one.sent < until) add(one.kind, one.bytes);
  for (const one of frames) if (one.way === 'in' && one.at < until) add('WebSocket', one.bytes);
  const trips = all
    .filter(({ cached, answered }) => cached !== true && answered !== undefined && answered < until)
    .map(({ url, sent, answered }) => ({ name: pathOf(url), sent, answered }));
  for (const one of frames.filter(({ way, at }) => way === 'out' && at < until)) {
    const answer = frames.find(({ way, at }) => way === 'in' && at > one.at);
    if (answer !== undefined && answer.at < until)
      trips.push({ name: 'message', sent: one.at, answered: answer.at });
  }
  return { bytes, requests: trips.length, chain: longestChain(trips) };
}

function pathOf(url) {
  return url.includes('/') ? new URL(url).pathname : url;
}

function longestChain(trips) {
  const sorted = [...trips].sort((a, b) => a.answered - b.answered);
  const best = new Map();
  for (const trip of sorted) {
    let before = [];
    for (const [other, chain] of best)
      if (other.answered <= trip.sent && chain.length > before.length) before = chain;
    best.set(trip, [...before, trip.name]);
  }
  return [...best.values()].reduce((a, b) => (b.length > a.length ? b : a), []);
}
