import type { Session, WallBoard, WallListed } from '#contracts';
import { WallName, WardCode } from '#contracts';
import type { Person } from '#domain';
import type { OpenedHouse, Sessions } from '#flow';
import { endWall, mayHangWalls, sessionOf, wall, walls } from '#flow';
import {
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OPENED, SESSIONS } from '../tokens.js';
import { parse } from './parse.js';
import { Refused, granted } from './refused.js';
import { SignedIn, SignedInGuard, secretOf, sessionCookie } from './signed-in.js';

const WALL_SECONDS = 90 * 24 * 3600;

/** The walls of wards: what they show, and which screens are one. */
@Controller('api/wards/:ward')
@UseGuards(SignedInGuard)
export class WallsController {
  constructor(
    @Inject(OPENED) private readonly opened: OpenedHouse,
    @Inject(SESSIONS) private readonly sessions: Sessions,
  ) {}

  @Get('wall')
  async wall(@SignedIn() person: Person, @Param('ward') ward: string): Promise<WallBoard> {
    return granted(await wall(this.opened.house, person, parse(WardCode, ward)));
  }

  @Get('walls')
  async walls(
    @SignedIn() person: Person,
    @Param('ward') ward: string,
  ): Promise<readonly WallListed[]> {
    return granted(await walls(this.opened.house, person, parse(WardCode, ward)));
  }

  /** This device becomes the wall: the person who said so is signed out on it. */
  @Post('walls')
  @HttpCode(200)
  async hang(
    @SignedIn() person: Person,
    @Param('ward') code: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const ward = parse(WardCode, code);
    granted(await mayHangWalls(this.opened.house, person, ward));
    const begun = await this.sessions.beginWall(person, ward);
    if (begun === null) throw new Refused('not-found');
    await this.sessions.end(secretOf(request.headers.cookie));
    void reply.header('set-cookie', sessionCookie(begun.secret, WALL_SECONDS));
    return sessionOf(begun.person, this.opened.mode !== 'off');
  }

  @Delete('walls/:wall')
  @HttpCode(204)
  async takeDown(
    @SignedIn() person: Person,
    @Param('ward') code: string,
    @Param('wall') name: string,
  ): Promise<void> {
    const which = { ward: parse(WardCode, code), wall: parse(WallName, name) };
    granted(await endWall(this.opened.house, person, which));
  }
}
