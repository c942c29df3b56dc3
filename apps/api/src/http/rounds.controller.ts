import type { Jobs, RoundAnswer, RoundFinished, RoundHelp, Rounds } from '#contracts';
import {
  AttendedBody,
  FinishRoundBody,
  OnDateQuery,
  StartRoundBody,
  StayId,
  WardCode,
} from '#contracts';
import type { CheckEntry, Person, RoleEntry } from '#domain';
import { inPlace } from '#domain';
import type { House } from '#flow';
import { changeAttended, finishRound, jobs, roundHelp, rounds, startRound } from '#flow';
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
  UseGuards,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { HOUSE } from '../tokens.js';
import { commandDigest } from './digest.js';
import { JsonBody, parse } from './parse.js';
import { granted } from './refused.js';
import { SignedIn, SignedInGuard } from './signed-in.js';

/** A ward's rounds, what they need, and the jobs that they leave. */
@Controller('api')
@UseGuards(SignedInGuard)
export class RoundsController {
  constructor(@Inject(HOUSE) private readonly house: House) {}

  @Post('wards/:ward/rounds')
  async start(
    @SignedIn() person: Person,
    @Param('ward') code: string,
    @JsonBody(StartRoundBody) body: StartRoundBody,
    @Req() request: FastifyRequest,
  ): Promise<RoundAnswer> {
    const ward = parse(WardCode, code);
    return granted(await startRound(this.house, person, ward, body, commandDigest(request)));
  }

  @Get('wards/:ward/rounds')
  async rounds(
    @SignedIn() person: Person,
    @Param('ward') code: string,
    @Query() query: unknown,
  ): Promise<Rounds> {
    const { date } = parse(OnDateQuery, query);
    return granted(await rounds(this.house, person, parse(WardCode, code), date));
  }

  @Get('wards/:ward/round-help')
  async help(@SignedIn() person: Person, @Param('ward') code: string): Promise<RoundHelp> {
    return granted(await roundHelp(this.house, person, parse(WardCode, code)));
  }

  @Get('wards/:ward/jobs')
  async jobs(
    @SignedIn() person: Person,
    @Param('ward') code: string,
    @Query() query: unknown,
  ): Promise<Jobs> {
    const { date } = parse(OnDateQuery, query);
    return granted(await jobs(this.house, person, parse(WardCode, code), date));
  }

  @Put('rounds/:round')
  async attended(
    @SignedIn() person: Person,
    @Param('round') round: string,
    @JsonBody(AttendedBody) body: AttendedBody,
    @Req() request: FastifyRequest,
  ): Promise<RoundAnswer> {
    const id = parse(StayId, round);
    return granted(await changeAttended(this.house, person, id, body, commandDigest(request)));
  }

  @Post('rounds/:round/finish')
  @HttpCode(200)
  async finish(
    @SignedIn() person: Person,
    @Param('round') round: string,
    @JsonBody(FinishRoundBody) body: FinishRoundBody,
    @Req() request: FastifyRequest,
  ): Promise<RoundFinished> {
    const id = parse(StayId, round);
    return granted(await finishRound(this.house, person, id, body, commandDigest(request)));
  }

  @Get('checks')
  async checks(): Promise<CheckEntry[]> {
    return inPlace((await this.house.books.now()).checks);
  }

  @Get('roles')
  async roles(): Promise<RoleEntry[]> {
    return inPlace((await this.house.books.now()).roles);
  }
}
