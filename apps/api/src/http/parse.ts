import { Body, StandardSchemaValidationPipe } from '@nestjs/common';
import type { z } from 'zod';
import { Refused } from './refused.js';

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: string;
  readonly keys?: readonly string[];
}

/** An answer about a bad request is small, however much of it is bad. */
const NAMED_MAX = 10;
const NAME_LENGTH_MAX = 80;

const shortened = (name: string) =>
  name.length > NAME_LENGTH_MAX ? `${name.slice(0, NAME_LENGTH_MAX)}…` : name;

/** The first few, and how many more there are. */
function few<T>(all: readonly T[]): { readonly some: readonly T[]; readonly more?: number } {
  const more = all.length - NAMED_MAX;
  return { some: all.slice(0, NAMED_MAX), ...(more > 0 ? { more } : {}) };
}

/** Fields that nobody knows. */
export function unknownFields(names: readonly string[]): Refused {
  const { some, ...more } = few(names);
  return new Refused('unknown-field', { fields: some.map(shortened), ...more });
}

/** Says what of a request cannot be read, by place; a field nobody knows has its own code. */
function refusalOf(issues: readonly Issue[]): Refused {
  const unknown = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? (issue.keys ?? []) : [],
  );
  if (unknown.length > 0) return unknownFields(unknown);
  const { some, ...more } = few(issues);
  return new Refused('malformed', {
    issues: some.map((issue) => ({ place: placeOf(issue), message: shortened(issue.message) })),
    ...more,
  });
}

function placeOf(issue: Issue): string {
  const parts = (issue.path ?? []).map((part) => (typeof part === 'object' ? part.key : part));
  return shortened(parts.map(String).join('.'));
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
