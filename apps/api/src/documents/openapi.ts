import type { ErrorCode } from '#contracts';
import { ERRORS } from '#contracts';
import { z } from 'zod';
import type { Operation } from './operation.js';
import { OPERATIONS } from './operations.js';

type Json = Readonly<Record<string, unknown>>;

/** The OpenAPI 3.1 description of the surface, made from the same schemas that read the requests. */
export function openApi(version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const operation of OPERATIONS)
    (paths[operation.path] ??= {})[operation.method] = describe(operation);
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
      schemas: { Error: errorSchema() },
    },
    paths,
  };
}

function describe(operation: Operation): Json {
  return {
    summary: operation.summary,
    operationId: `${operation.method}${operation.path.replace(/[^a-z]+(.)?/gi, (_all, next: string | undefined) => (next ?? '').toUpperCase())}`,
    security: operation.open === true ? [] : [{ session: [] }],
    ...parameters(operation),
    ...requestBody(operation),
    responses: responses(operation),
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
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body) } } },
    };
  if (takes === undefined) return {};
  return { requestBody: { required: true, content: { [takes]: { schema: { type: 'string' } } } } };
}

function responses(operation: Operation): Json {
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
  const refusals = [...codes]
    .sort(([a], [b]) => a - b)
    .map(([status, some]): [string, Json] => [
      String(status),
      {
        description: some.join(', '),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    ]);
  return { [String(operation.status)]: { description: 'Done' }, ...Object.fromEntries(refusals) };
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
