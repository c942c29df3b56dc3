import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { inRoot, root } from './lib/house.mjs';

/** A file of code is one idea; one that grows beyond this holds two. */
const LINES_MAX = 400;
const CODE = /\.(ts|tsx|mjs|js|cjs)$/;
const TESTS = /\.test\.tsx?$/;
const SELF = 'scripts/gates.mjs';

const RULES = [
  {
    why: 'a test is switched off or alone',
    in: TESTS,
    find: /\b(it|test|describe)\.(skip|only|todo)\b|\bx(it|describe)\(/,
  },
  {
    why: 'a type or a rule is silenced',
    in: CODE,
    find: /@ts-(ignore|nocheck|expect-error)|eslint-disable/,
  },
  { why: 'work is left unfinished', in: CODE, find: /\b(TODO|FIXME|XXX|HACK)\b/ },
  {
    why: 'a test sleeps instead of waiting for the thing',
    in: TESTS,
    find: /setTimeout\(\s*(resolve|r|yes|done)\b/,
  },
  { why: 'it names a folder of one machine', in: /./, find: machinePaths() },
  {
    why: 'the lockfile records a download address',
    in: /^package-lock\.json$/,
    find: /"resolved": "https?:/,
  },
];

function machinePaths() {
  const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const folders = [root.replace(/\/$/, ''), homedir()].filter((folder) => folder.length > 5);
  return folders.length > 0
    ? new RegExp(folders.map((f) => `${escape(f)}(/|\\b)`).join('|'))
    : /$^/;
}

function files() {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
}

function text(file) {
  try {
    const bytes = readFileSync(inRoot(file));
    return bytes.includes(0) ? '' : bytes.toString('utf8');
  } catch {
    return '';
  }
}

function findings(file) {
  const content = text(file);
  const lines = content.split('\n');
  const found = [];
  for (const rule of RULES) {
    if (!rule.in.test(file) || !rule.find.test(content)) continue;
    const line = lines.findIndex((each) => rule.find.test(each)) + 1;
    found.push(`${file}:${line}: ${rule.why}`);
  }
  if (CODE.test(file) && lines.length - 1 > LINES_MAX)
    found.push(`${file}: ${lines.length - 1} lines, at most ${LINES_MAX}`);
  return found;
}

const all = files()
  .filter((file) => path.posix.normalize(file) !== SELF)
  .flatMap(findings);
all.forEach((line) => console.error(line));
process.exitCode = all.length > 0 ? 1 : 0;
