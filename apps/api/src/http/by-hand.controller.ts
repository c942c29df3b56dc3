import type { ByHandAnswer } from '#contracts';
import {
  AdmitByHandBody,
  ByHandBody,
  LeaveByHandBody,
  MoveByHandBody,
  ResidenceBody,
  SameAsBody,
  StayId,
  TakeBackBody,
  WardCode,
} from '#contracts';
import type { ByHand, Person } from '#domain';
import type { House } from '#flow';
import { admitByHand, samePatient, sayOfStay, takeBack } from '#flow';
import { Controller, HttpCode, Inject, Param, Post, Req, UseGuards } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { HOUSE } from '../tokens.js';
import { commandDigest } from './digest.js';
import { JsonBody, parse } from './parse.js';
import { granted } from './refused.js';
import { SignedIn, SignedInGuard } from './signed-in.js';

/** What a ward knows before any feed does: who came, who lies elsewhere, who is on leave, who left. */
@Controller('api')
@UseGuards(SignedInGuard)
export class ByHandController {
  constructor(@Inject(HOUSE) private readonly house: House) {}

  @Post('wards/:ward/stays')
  async admit(
    @SignedIn() person: Person,
    @Param('ward') ward: string,
    @JsonBody(AdmitByHandBody) body: AdmitByHandBody,
    @Req() request: FastifyRequest,
  ): Promise<ByHandAnswer> {
    const code = parse(WardCode, ward);
    return granted(await admitByHand(this.house, person, code, body, commandDigest(request)));
  }

  @Post('stays/:stay/move')
  @HttpCode(200)
  move(
    @SignedIn() person: Person,
    @Param('stay') stay: string,
    @JsonBody(MoveByHandBody) { ward, bed, ...body }: MoveByHandBody,
    @Req() request: FastifyRequest,
  ): Promise<ByHandAnswer> {
    return this.say(person, stay, { do: 'move', ward, bed }, body, request);
  }

  @Post('stays/:stay/leave')
  @HttpCode(200)
  leave(
    @SignedIn() person: Person,
    @Param('stay') stay: string,
    @JsonBody(LeaveByHandBody) { to, ...body }: LeaveByHandBody,
    @Req() request: FastifyRequest,
  ): Promise<ByHandAnswer> {
    return this.say(person, stay, { do: 'leave', to }, body, request);
  }

  @Post('stays/:stay/away')
  @HttpCode(200)
  away(
    @SignedIn() person: Person,
    @Param('stay') stay: string,
    @JsonBody(ByHandBody) body: ByHandBody,
    @Req() request: FastifyRequest,
  ): Promise<ByHandAnswer> {
    return this.say(person, stay, { do: 'away' }, body, request);
  }

  @Post('stays/:stay/back')
  @HttpCode(200)
  back(
    @SignedIn() person: Person,
    @Param('stay') stay: string,
    @JsonBody(ByHandBody) body: ByHandBody,
    @Req() request: FastifyRequest,
  ): Promise<ByHandAnswer> {
    return this.say(person, stay, { do: 'back' }, body, request);
  }

  @Post('stays/:stay/still-here')
  @HttpCode(200)
  stillHere(
    @SignedIn() person: Person,
    @Param('stay') stay: string,
    @JsonBody(ByHandBody) body: ByHandBody,
    @Req() request: FastifyRequest,
  ): Promise<ByHandAnswer> {
    return this.say(person, stay, { do: 'still-here' }, body, request);
  }

  @Post('stays/:stay/residence')
  @HttpCode(200)
  residence(
    @SignedIn() person: Person,
    @Param('stay') stay: string,
    @JsonBody(ResidenceBody) { authority, ...body }: ResidenceBody,
    @Req() request: FastifyRequest,
  ): Promise<ByHandAnswer> {
    return this.say(person, stay, { do: 'residence', authority }, body, request);
  }

  @Post('stays/:stay/same-as')
  @HttpCode(200)
  async sameAs(
    @SignedIn() person: Person,
    @Param('stay') stay: string,
    @JsonBody(SameAsBody) body: SameAsBody,
    @Req() request: FastifyRequest,
  ): Promise<ByHandAnswer> {
    const id = parse(StayId, stay);
    const digest = commandDigest(request);
    return granted(await samePatient(this.house, person, id, { body, digest }));
  }

  @Post('stays/:stay/take-back')
  @HttpCode(200)
  async takeBack(
    @SignedIn() person: Person,
    @Param('stay') stay: string,
    @JsonBody(TakeBackBody) body: TakeBackBody,
    @Req() request: FastifyRequest,
  ): Promise<ByHandAnswer> {
    const id = parse(StayId, stay);
    const digest = commandDigest(request);
    return granted(await takeBack(this.house, person, id, { body, digest }));
  }

  private async say(
    person: Person,
    stay: string,
    said: ByHand,
    body: ByHandBody,
    request: FastifyRequest,
  ): Promise<ByHandAnswer> {
    const id = parse(StayId, stay);
    const spoken = { said, body, digest: commandDigest(request) };
    return granted(await sayOfStay(this.house, person, id, spoken));
  }
}
