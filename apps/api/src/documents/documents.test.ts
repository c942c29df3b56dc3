import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { errorCodesPage } from './error-codes-page.js';
import { openApi } from './openapi.js';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

describe('the documents made from the code', () => {
  it('describe the surface as the code has it today', () => {
    const committed: unknown = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));
    expect(committed).toEqual(JSON.parse(JSON.stringify(openApi(version))));
  });

  it('list every error code with its status and sentence', () => {
    expect(readFileSync('docs/error-codes.md', 'utf8')).toBe(errorCodesPage());
  });

  it('give every operation a name of its own', () => {
    const paths = openApi(version)['paths'] as Record<
      string,
      Record<string, { operationId: string }>
    >;
    const names = Object.values(paths).flatMap((methods) =>
      Object.values(methods).map((operation) => operation.operationId),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});
