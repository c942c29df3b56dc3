import type { DemonstrationPerson, Session } from '#contracts';
import { SignInBody } from '#contracts';
import type { Person } from '#domain';
import type { OpenedHouse, Sessions } from '#flow';
import { demonstrationPeople, sessionOf } from '#flow';
import {
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Post,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OPENED, SESSIONS } from '../tokens.js';
import { JsonBody } from './parse.js';
import { Refused } from './refused.js';
import { SignedIn, SignedInGuard, secretOf, sessionCookie } from './signed-in.js';

@Controller('api/session')
export class SessionController {
  constructor(
    @Inject(OPENED) private readonly opened: OpenedHouse,
    @Inject(SESSIONS) private readonly sessions: Sessions,
  ) {}

  @Get('people')
  async people(): Promise<DemonstrationPerson[]> {
    this.onlyInDemonstration();
    return demonstrationPeople(await this.opened.house.books.now());
  }

  @Post()
  @HttpCode(200)
  async signIn(
    @JsonBody(SignInBody) body: SignInBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    this.onlyInDemonstration();
    const begun = await this.sessions.begin(body.person);
    if (begun === null) throw new Refused('not-found');
    void reply.header('set-cookie', sessionCookie(begun.secret, 43_200));
    return sessionOf(begun.person, true);
  }

  @Get()
  @UseGuards(SignedInGuard)
  who(@SignedIn() person: Person): Session {
    return sessionOf(person, this.opened.mode !== 'off');
  }

  @Delete()
  @HttpCode(204)
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const secret = secretOf(request.headers.cookie);
    if (secret !== '') await this.sessions.end(secret);
    void reply.header('set-cookie', sessionCookie('', 0));
  }

  private onlyInDemonstration(): void {
    if (this.opened.mode === 'off') throw new Refused('demonstration-only');
  }
}
