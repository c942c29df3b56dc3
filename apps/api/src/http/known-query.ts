import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import { unknownFields } from './parse.js';

/** An operation that asks for no query takes none, so that a typing error is never half obeyed. */
@Injectable()
export class KnownQueryGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const names = Object.keys(request.query as object);
    if (names.length > 0 && request.url.startsWith('/api/') && !readsQuery(context))
      throw unknownFields(names);
    return true;
  }
}

/** Whether the handler reads the query itself, by a schema that knows its fields. */
function readsQuery(context: ExecutionContext): boolean {
  const taken = Reflect.getMetadata(
    ROUTE_ARGS_METADATA,
    context.getClass(),
    context.getHandler().name,
  ) as Readonly<Record<string, unknown>> | undefined;
  const query = String(RouteParamtypes.QUERY);
  return Object.keys(taken ?? {}).some((key) => key.split(':')[0] === query);
}
