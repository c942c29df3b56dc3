import type { DelayAnswer, MarkedDay } from '#contracts';
import {
  DateOnly,
  EndDelayBody,
  MarkDayBody,
  OpenDelayBody,
  StayId,
  StaysQuery,
  WithdrawBody,
} from '#contracts';
import type { Person } from '#domain';
import type { House } from '#flow';
import { delays, history, longStays, mark, withdraw } from '#flow';
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

@Controller('api')
@UseGuards(SignedInGuard)
export class StaysController {
  constructor(@Inject(HOUSE) private readonly house: House) {}

  @Get('stays')
  async long(@SignedIn() person: Person, @Query() query: unknown) {
    return granted(await longStays(this.house, person, parse(StaysQuery, query)));
  }

  @Get('stays/:stay/history')
  async history(@SignedIn() person: Person, @Param('stay') stay: string) {
    return granted(await history(this.house, person, parse(StayId, stay)));
  }

  @Put('stays/:stay/days/:date')
  async mark(
    @SignedIn() person: Person,
    @Param('stay') stay: string,
    @Param('date') date: string,
    @JsonBody(MarkDayBody) body: MarkDayBody,
    @Req() request: FastifyRequest,
  ): Promise<MarkedDay> {
    const target = { stay: parse(StayId, stay), date: parse(DateOnly, date) };
    return granted(await mark(this.house, person, target, body, commandDigest(request)));
  }

  @Post('stays/:stay/days/:date/withdraw')
  @HttpCode(200)
  async withdraw(
    @SignedIn() person: Person,
    @Param('stay') stay: string,
    @Param('date') date: string,
    @JsonBody(WithdrawBody) body: WithdrawBody,
    @Req() request: FastifyRequest,
  ): Promise<MarkedDay> {
    const target = { stay: parse(StayId, stay), date: parse(DateOnly, date) };
    return granted(await withdraw(this.house, person, target, body, commandDigest(request)));
  }

  @Post('stays/:stay/delays')
  async openDelay(
    @SignedIn() person: Person,
    @Param('stay') stay: string,
    @JsonBody(OpenDelayBody) body: OpenDelayBody,
    @Req() request: FastifyRequest,
  ): Promise<DelayAnswer> {
    const id = parse(StayId, stay);
    return granted(await delays.open(this.house, person, id, body, commandDigest(request)));
  }

  @Post('delays/:delay/end')
  @HttpCode(200)
  async endDelay(
    @SignedIn() person: Person,
    @Param('delay') delay: string,
    @JsonBody(EndDelayBody) body: EndDelayBody,
    @Req() request: FastifyRequest,
  ): Promise<DelayAnswer> {
    const id = parse(StayId, delay);
    return granted(await delays.end(this.house, person, id, body, commandDigest(request)));
  }

  @Post('delays/:delay/withdraw')
  @HttpCode(200)
  async withdrawDelay(
    @SignedIn() person: Person,
    @Param('delay') delay: string,
    @JsonBody(WithdrawBody) body: WithdrawBody,
    @Req() request: FastifyRequest,
  ): Promise<DelayAnswer> {
    const id = parse(StayId, delay);
    return granted(
      await delays.withdrawDelay(this.house, person, id, body, commandDigest(request)),
    );
  }
}
