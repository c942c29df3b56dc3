import type { ActionAnswer, Actions } from '#contracts';
import {
  ActionBody,
  ActionsQuery,
  AnswerActionBody,
  OpenActionBody,
  ReassignActionBody,
  StayId,
  UpdateActionBody,
  WithdrawBody,
} from '#contracts';
import type { Person } from '#domain';
import type { House } from '#flow';
import { actions, stayActions } from '#flow';
import {
  Controller,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
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

/** What somebody was asked to do for a patient. */
@Controller('api')
@UseGuards(SignedInGuard)
export class ActionsController {
  constructor(@Inject(HOUSE) private readonly house: House) {}

  @Get('actions')
  async list(@SignedIn() person: Person, @Query() query: unknown): Promise<Actions> {
    return granted(await actions(this.house, person, parse(ActionsQuery, query)));
  }

  @Post('stays/:stay/actions')
  async open(
    @SignedIn() person: Person,
    @Param('stay') stay: string,
    @JsonBody(OpenActionBody) body: OpenActionBody,
    @Req() request: FastifyRequest,
  ): Promise<ActionAnswer> {
    const id = parse(StayId, stay);
    return granted(await stayActions.open(this.house, person, id, body, commandDigest(request)));
  }

  @Post('actions/:action/update')
  @HttpCode(200)
  async update(
    @SignedIn() person: Person,
    @Param('action') action: string,
    @JsonBody(UpdateActionBody) body: UpdateActionBody,
    @Req() request: FastifyRequest,
  ): Promise<ActionAnswer> {
    const id = parse(StayId, action);
    return granted(await stayActions.update(this.house, person, id, body, commandDigest(request)));
  }

  @Post('actions/:action/answer')
  @HttpCode(200)
  async answer(
    @SignedIn() person: Person,
    @Param('action') action: string,
    @JsonBody(AnswerActionBody) body: AnswerActionBody,
    @Req() request: FastifyRequest,
  ): Promise<ActionAnswer> {
    const id = parse(StayId, action);
    return granted(await stayActions.answer(this.house, person, id, body, commandDigest(request)));
  }

  @Post('actions/:action/reassign')
  @HttpCode(200)
  async reassign(
    @SignedIn() person: Person,
    @Param('action') action: string,
    @JsonBody(ReassignActionBody) body: ReassignActionBody,
    @Req() request: FastifyRequest,
  ): Promise<ActionAnswer> {
    const id = parse(StayId, action);
    return granted(
      await stayActions.reassign(this.house, person, id, body, commandDigest(request)),
    );
  }

  @Post('actions/:action/done')
  @HttpCode(200)
  async done(
    @SignedIn() person: Person,
    @Param('action') action: string,
    @JsonBody(ActionBody) body: ActionBody,
    @Req() request: FastifyRequest,
  ): Promise<ActionAnswer> {
    const told = { body, digest: commandDigest(request), what: 'done' } as const;
    return granted(await stayActions.tick(this.house, person, parse(StayId, action), told));
  }

  @Post('actions/:action/reopen')
  @HttpCode(200)
  async reopen(
    @SignedIn() person: Person,
    @Param('action') action: string,
    @JsonBody(ActionBody) body: ActionBody,
    @Req() request: FastifyRequest,
  ): Promise<ActionAnswer> {
    const told = { body, digest: commandDigest(request), what: 'reopen' } as const;
    return granted(await stayActions.tick(this.house, person, parse(StayId, action), told));
  }

  @Post('actions/:action/withdraw')
  @HttpCode(200)
  async withdraw(
    @SignedIn() person: Person,
    @Param('action') action: string,
    @JsonBody(WithdrawBody) body: WithdrawBody,
    @Req() request: FastifyRequest,
  ): Promise<ActionAnswer> {
    const id = parse(StayId, action);
    return granted(
      await stayActions.withdrawAction(this.house, person, id, body, commandDigest(request)),
    );
  }
}
