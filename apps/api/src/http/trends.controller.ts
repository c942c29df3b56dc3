import type { Trend, TrendTotal } from '#contracts';
import { TrendQuery, TrendStaysQuery } from '#contracts';
import type { Person } from '#domain';
import type { House } from '#flow';
import { nowText, recordOpened } from '#flow';
import { ReportingDesk, delayedDays, redDays, staysBehind, trendCsv } from '#reporting';
import type { Asking } from '#reporting';
import { Controller, Get, Inject, Query, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { HOUSE } from '../tokens.js';
import { parse } from './parse.js';
import { granted } from './refused.js';
import { SignedIn, SignedInGuard } from './signed-in.js';

/** Sums over closed days, and the stays behind each. */
@Controller('api/trends')
@UseGuards(SignedInGuard)
export class TrendsController {
  private readonly desk: ReportingDesk;

  constructor(@Inject(HOUSE) private readonly house: House) {
    this.desk = new ReportingDesk(house.persistence);
  }

  @Get('delayed-days')
  async delayed(
    @SignedIn() person: Person,
    @Query() asked: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const query = parse(TrendQuery, asked);
    const trend = granted(await delayedDays(this.desk, await this.asking(person), query));
    return as(query.format, 'delayed-days', trend, reply);
  }

  @Get('red-days')
  async red(
    @SignedIn() person: Person,
    @Query() asked: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const query = parse(TrendQuery, asked);
    const trend = granted(await redDays(this.desk, await this.asking(person), query));
    return as(query.format, 'red-days', trend, reply);
  }

  @Get('delayed-days/stays')
  async delayedStays(@SignedIn() person: Person, @Query() asked: unknown) {
    return this.stays(person, 'delayed-days', asked);
  }

  @Get('red-days/stays')
  async redStays(@SignedIn() person: Person, @Query() asked: unknown) {
    return this.stays(person, 'red-days', asked);
  }

  private async stays(person: Person, series: 'delayed-days' | 'red-days', asked: unknown) {
    const query = parse(TrendStaysQuery, asked);
    const asking = await this.asking(person);
    const stays = granted(await staysBehind(this.desk, asking, series, query));
    await recordOpened(this.house, person, 'trend-stays', `${series} ${query.from} ${query.to}`);
    return stays;
  }

  private async asking(person: Person): Promise<Asking> {
    return { person, book: await this.house.books.now(), now: nowText(this.house) };
  }
}

function as<T extends TrendTotal>(
  format: 'json' | 'csv',
  name: string,
  trend: Trend<T>,
  reply: FastifyReply,
): Trend<T> | string {
  if (format === 'json') return trend;
  void reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}-${trend.from}-${trend.to}.csv"`);
  return trendCsv(trend);
}
