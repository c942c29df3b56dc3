import {
  AdtQuery,
  CensusListQuery,
  CensusQuery,
  CensusUndoBody,
  InboundQuery,
  RetryBody,
  WardBody,
  WardCode,
} from '#contracts';
import type { Person } from '#domain';
import { may } from '#domain';
import type { House } from '#flow';
import {
  adtArrives,
  censusArrives,
  censusList,
  censusState,
  inboundDetail,
  listInbound,
  retryInbound,
  setWard,
  undoCensus,
} from '#flow';
import {
  Controller,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Query,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { HOUSE } from '../tokens.js';
import { bytesOf } from './bytes.js';
import { commandDigest } from './digest.js';
import { JsonBody, parse } from './parse.js';
import { Refused, granted } from './refused.js';
import { SignedIn, SignedInGuard } from './signed-in.js';

/** What comes from other systems: census files, HL7 messages, and the wards they speak of. */
@Controller('api')
@UseGuards(SignedInGuard)
export class ArriveController {
  constructor(@Inject(HOUSE) private readonly house: House) {}

  @Post('census')
  @HttpCode(200)
  async census(
    @SignedIn() person: Person,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
  ) {
    const asked = parse(CensusQuery, query);
    return granted(await censusArrives(this.house, person, asked, bytesOf(request)));
  }

  @Get('census')
  async censusList(@SignedIn() person: Person, @Query() query: unknown) {
    return granted(await censusList(this.house, person, parse(CensusListQuery, query)));
  }

  @Get('census/:batch')
  async censusState(@SignedIn() person: Person, @Param('batch') batch: string) {
    return granted(await censusState(this.house, person, parse(z.uuid(), batch)));
  }

  @Post('census/:batch/undo')
  @HttpCode(200)
  async undo(
    @SignedIn() person: Person,
    @Param('batch') batch: string,
    @JsonBody(CensusUndoBody) body: CensusUndoBody,
    @Req() request: FastifyRequest,
  ) {
    const digest = commandDigest(request);
    return granted(await undoCensus(this.house, person, parse(z.uuid(), batch), body, digest));
  }

  @Post('adt')
  async adt(
    @SignedIn() person: Person,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!may(person, 'import')) throw new Refused('not-allowed');
    const { source } = parse(AdtQuery, query);
    const answer = await adtArrives(this.house, {
      bytes: bytesOf(request),
      receivedBy: person.person,
      ...(source === undefined ? {} : { source }),
    });
    void reply
      .status(answer.status)
      .header('content-type', 'application/hl7-v2; charset=utf-8')
      .send(answer.ack);
  }

  @Get('inbound')
  async inbound(@SignedIn() person: Person, @Query() query: unknown) {
    return granted(await listInbound(this.house, person, parse(InboundQuery, query)));
  }

  @Get('inbound/:id')
  async inboundDetail(@SignedIn() person: Person, @Param('id') id: string) {
    return granted(await inboundDetail(this.house, person, parse(z.uuid(), id)));
  }

  @Post('inbound/:id/retry')
  @HttpCode(200)
  async retry(
    @SignedIn() person: Person,
    @Param('id') id: string,
    @JsonBody(RetryBody) body: RetryBody,
    @Req() request: FastifyRequest,
  ) {
    const told = body.commandId === undefined ? body : { ...body, digest: commandDigest(request) };
    return granted(await retryInbound(this.house, person, parse(z.uuid(), id), told));
  }

  @Put('wards/:ward')
  async setWard(
    @SignedIn() person: Person,
    @Param('ward') ward: string,
    @JsonBody(WardBody) body: WardBody,
  ) {
    return granted(await setWard(this.house, person, parse(WardCode, ward), body));
  }
}
