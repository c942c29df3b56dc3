import type { HouseIndex, OpenedHouse, Sessions } from '#flow';
import type { Config, Logger, Metrics } from '#platform';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Feed } from './feed.js';
import type { Health } from './health.js';
import { ActionsController } from './http/actions.controller.js';
import { ArriveController } from './http/arrive.controller.js';
import { ByHandController } from './http/by-hand.controller.js';
import { HealthController } from './http/health.controller.js';
import { ListsController } from './http/lists.controller.js';
import { PlanController } from './http/plan.controller.js';
import { RoundsController } from './http/rounds.controller.js';
import { SessionController } from './http/session.controller.js';
import { SignedInGuard } from './http/signed-in.js';
import { SourcesController } from './http/sources.controller.js';
import { StaysController } from './http/stays.controller.js';
import { TrendsController } from './http/trends.controller.js';
import { WallsController } from './http/walls.controller.js';
import { LiveGateway } from './live/live.gateway.js';
import { CONFIG, FEED, HEALTH, HOUSE, INDEX, LOG, METRICS, OPENED, SESSIONS } from './tokens.js';

/** What the start of the process made and Nest hands out. */
export interface ApiParts {
  readonly config: Config;
  readonly opened: OpenedHouse;
  readonly sessions: Sessions;
  readonly index: HouseIndex;
  readonly feed: Feed;
  readonly health: Health;
  readonly metrics: Metrics;
  readonly log: Logger;
}

@Module({})
export class AppModule {
  static with(parts: ApiParts): DynamicModule {
    const values = [
      [CONFIG, parts.config],
      [OPENED, parts.opened],
      [HOUSE, parts.opened.house],
      [SESSIONS, parts.sessions],
      [INDEX, parts.index],
      [FEED, parts.feed],
      [HEALTH, parts.health],
      [METRICS, parts.metrics],
      [LOG, parts.log],
    ] as const;
    return {
      module: AppModule,
      controllers: [
        SessionController,
        StaysController,
        PlanController,
        ActionsController,
        RoundsController,
        ListsController,
        ArriveController,
        ByHandController,
        SourcesController,
        TrendsController,
        WallsController,
        HealthController,
      ],
      providers: [
        ...values.map(([provide, useValue]) => ({ provide, useValue })),
        SignedInGuard,
        LiveGateway,
      ],
    };
  }
}
