import { Body, StandardSchemaValidationPipe } from '@nestjs/common';
import type { z } from 'zod';
import { Refused } from './refused.js';

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: string;
  readonly keys?: readonly string[];
}

/** Says what of a request cannot be read, by place; a field nobody knows has its own code. */
function refusalOf(issues: readonly Issue[]): Refused {
  const unknown = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? (issue.keys ?? []) : [],
  );
  if (unknown.length > 0) return new Refused('unknown-field', { fields: unknown });
  return new Refused('malformed', {
    issues: issues.map((issue) => ({ place: placeOf(issue), message: issue.message })),
  });
}

function placeOf(issue: Issue): string {
  return (issue.path ?? [])
    .map((part) => String(typeof part === 'object' ? part.key : part))
    .join('.');
}

const bodyPipe = new StandardSchemaValidationPipe({
  exceptionFactory: (issues) => refusalOf(issues),
});

/** A body, parsed once, at the edge, by the schema that names it. Nothing else of a request goes through a pipe. */
export const JsonBody = (schema: z.ZodType): ParameterDecorator =>
  Body({ schema, pipes: [bodyPipe] });

/** The same for a query or a path. */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const read = schema.safeParse(value);
  if (!read.success) throw refusalOf(read.error.issues);
  return read.data;
}
