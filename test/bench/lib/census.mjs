import { setTimeout as pause } from 'node:timers/promises';
import { URLSearchParams } from 'node:url';
import { HttpLine } from './http.mjs';
import { collectedMb, rssMb } from './machine.mjs';

const ROWS = 100_000;
const WARDS = 400;
const HEADINGS =
  'organisation,site,ward,ward_name,local_id,bed,family_name,given_name,date_of_birth,sex,admitted_at';
const SAMPLE_MS = 20;

/** A file of a hundred hospitals, as a test of size: synthetic, and without NHS numbers. */
function file() {
  const admitted = new Date(Date.now() - 86_400_000).toISOString();
  const lines = Array.from({ length: ROWS }, (_, n) => {
    const ward = n % WARDS;
    const born = `1950-0${(n % 9) + 1}-1${n % 9}`;
    return `RWE,RWEAA,BIG-${ward},Ward ${ward},L${n},B${n},Testcase${n % 977},Given${n % 313},${born},F,${admitted}`;
  });
  return [HEADINGS, ...lines, ''].join('\n');
}

/**
 * A census of 100,000 rows, and the same again an hour later, into an empty house: seconds of each, what the
 * process takes beyond its collected rest, and the longest that anybody else waited for an answer meanwhile.
 */
export async function largeCensus(system) {
  const server = await system.start();
  const [line, other] = [new HttpLine(server.port), new HttpLine(server.port)];
  try {
    const [cookie] = await system.signIn('admin', 1);
    const rest = await collectedMb(server);
    const seen = { mb: 0, heldMs: 0 };
    const sampler = setInterval(() => {
      seen.mb = Math.max(seen.mb, rssMb(server.pid));
    }, SAMPLE_MS);
    let going = true;
    const asking = (async () => {
      while (going) {
        const asked = performance.now();
        await other.request('GET', '/health/live', {});
        seen.heldMs = Math.max(seen.heldMs, performance.now() - asked);
        await pause(SAMPLE_MS);
      }
    })();
    const body = file();
    const takes = async (hoursAgo) => {
      const takenAt = new Date(Date.now() - hoursAgo * 3_600_000).toISOString();
      const query = new URLSearchParams({ source: 'BENCH', takenAt, createWards: 'true' });
      const began = performance.now();
      const headers = { cookie, 'content-type': 'text/csv' };
      const answer = await line.request('POST', `/api/census?${query}`, headers, body);
      if (answer.status !== 200) throw new Error(`A large census was answered ${answer.status}`);
      return (performance.now() - began) / 1000;
    };
    const censusSecs = await takes(2);
    const censusAgainSecs = await takes(1);
    going = false;
    await asking;
    clearInterval(sampler);
    return {
      censusSecs,
      censusAgainSecs,
      censusExtraMb: seen.mb - rest,
      censusHeldMs: seen.heldMs,
    };
  } finally {
    line.close();
    other.close();
    await server.stop();
  }
}
