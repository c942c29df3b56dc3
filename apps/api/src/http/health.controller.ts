import type { Health } from '../health.js';
import type { Metrics } from '#platform';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { errorBody } from '#contracts';
import { HEALTH, METRICS } from '../tokens.js';

@Controller()
export class HealthController {
  constructor(
    @Inject(HEALTH) private readonly health: Health,
    @Inject(METRICS) private readonly metrics: Metrics,
  ) {}

  /** The process runs. */
  @Get('health/live')
  live() {
    return { live: true };
  }

  /** Everything that a mark needs is there: database at this version's schema, feed, jobs where they run here. */
  @Get('health/ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const missing = await this.health.missing();
    if (missing.length === 0) return void reply.send({ ready: true });
    void reply.status(503).header('retry-after', '1').send(errorBody('not-ready', { missing }));
  }

  @Get('metrics')
  async scrape(@Res() reply: FastifyReply): Promise<void> {
    const scrape = await this.metrics.scrape();
    void reply.header('content-type', scrape.contentType).send(scrape.body);
  }
}
