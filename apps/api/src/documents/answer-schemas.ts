import { createGenerator } from 'ts-json-schema-generator';

type Json = Readonly<Record<string, unknown>>;

/** What operations answer: a schema each, and those that they share by name. */
export interface Answers {
  readonly byOperation: ReadonlyMap<string, Json>;
  readonly schemas: Json;
}

const ROOT = 'OperationAnswers';
const SOURCE = 'libs/contracts/src/operation-answers.ts';

/** Reads the answers out of the very types that the service and its screens are compiled with. */
export function readAnswers(): Answers {
  const made = createGenerator({
    path: SOURCE,
    tsconfig: 'tsconfig.json',
    skipTypeCheck: true,
    expose: 'export',
    jsDoc: 'none',
    topRef: false,
    encodeRefs: false,
  }).createSchema(ROOT);
  // In OpenAPI what is shared lies elsewhere than in a schema that stands alone, under a name without brackets.
  const text = JSON.stringify(made)
    .replaceAll('#/definitions/', '#/components/schemas/')
    .replace(/(\w+)<(\w+)>/g, '$1.$2');
  const { properties = {}, definitions = {} } = JSON.parse(text) as {
    readonly properties?: Readonly<Record<string, Json>>;
    readonly definitions?: Json;
  };
  return { byOperation: new Map(Object.entries(properties)), schemas: definitions };
}
