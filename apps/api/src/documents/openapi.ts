import type { ErrorCode } from '#contracts';
import { ERRORS } from '#contracts';
import { z } from 'zod';
import { readAnswers } from './answer-schemas.js';
import type { Answers } from './answer-schemas.js';
import type { Operation } from './operation.js';
import { OPERATIONS } from './operations.js';

type Json = Readonly<Record<string, unknown>>;

/** The OpenAPI 3.1 description of the surface, made from the same schemas that read the requests. */
export function openApi(version: string): Json {
  const answers = readAnswers();
  const paths: Record<string, Record<string, Json>> = {};
  for (const operation of OPERATIONS)
    (paths[operation.path] ??= {})[operation.method] = describe(operation, answers);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Boardround',
      version,
      description:
        'Live discharge flow for hospital wards. Instants are ISO 8601 with offset, dates are Europe/London. Unknown fields are refused.',
    },
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'boardround' } },
      schemas: { Error: errorSchema(), ...answers.schemas },
    },
    paths,
  };
}

function describe(operation: Operation, answers: Answers): Json {
  return {
    summary: operation.summary,
    operationId: `${operation.method}${operation.path.replace(/[^a-z]+(.)?/gi, (_all, next: string | undefined) => (next ?? '').toUpperCase())}`,
    security: operation.open === true ? [] : [{ session: [] }],
    ...parameters(operation),
    ...requestBody(operation),
    responses: {
      [String(operation.status)]: { description: 'Done', ...content(operation, answers) },
      ...refusals(operation),
    },
  };
}

function parameters({ path, query }: Operation): Json {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const schema = query === undefined ? null : schemaOf(query);
  const required = (schema?.['required'] ?? []) as readonly string[];
  const inQuery = Object.entries((schema?.['properties'] ?? {}) as Record<string, Json>).map(
    ([name, value]) => ({ name, in: 'query', required: required.includes(name), schema: value }),
  );
  const all = [...inPath, ...inQuery];
  return all.length === 0 ? {} : { parameters: all };
}

function requestBody({ body, takes }: Operation): Json {
  if (body !== undefined)
    return {
      requestBody: {
        required: !body.safeParse(undefined).success,
        content: { 'application/json': { schema: schemaOf(body) } },
      },
    };
  if (takes === undefined) return {};
  return { requestBody: { required: true, content: { [takes]: { schema: { type: 'string' } } } } };
}

/** What is answered when all is well, by content type; an operation that answers nothing says so by its status. */
function content({ method, path, status, gives = [] }: Operation, { byOperation }: Answers): Json {
  const schema = byOperation.get(`${method} ${path}`);
  if (status === 204) return {};
  if (schema === undefined && gives.length === 0)
    throw new Error(`${method} ${path} has no answer in OperationAnswers`);
  const others = gives.map((type): [string, Json] => [type, { schema: { type: 'string' } }]);
  const json = schema === undefined ? {} : { 'application/json': { schema } };
  return { content: { ...json, ...Object.fromEntries(others) } };
}

function refusals(operation: Operation): Json {
  const codes = new Map<number, ErrorCode[]>();
  const usual: ErrorCode[] = operation.open === true ? [] : ['not-signed-in'];
  const bodied: ErrorCode[] =
    operation.body === undefined && operation.query === undefined
      ? []
      : ['malformed', 'unknown-field'];
  for (const code of [...usual, ...bodied, ...(operation.refuses ?? [])]) {
    const { status } = ERRORS[code];
    codes.set(status, [...(codes.get(status) ?? []), code]);
  }
  const told = [...codes]
    .sort(([a], [b]) => a - b)
    .map(([status, some]): [string, Json] => [
      String(status),
      {
        description: some.join(', '),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    ]);
  return Object.fromEntries(told);
}

function errorSchema(): Json {
  return {
    type: 'object',
    required: ['code', 'message', 'details'],
    properties: {
      code: { type: 'string', enum: Object.keys(ERRORS).sort() },
      message: { type: 'string' },
      details: { type: 'object' },
    },
  };
}

function schemaOf(schema: z.ZodType): Json {
  const described = z.toJSONSchema(schema, { io: 'input' }) as Record<string, unknown>;
  delete described['$schema'];
  return described;
}
