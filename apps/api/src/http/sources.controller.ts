import {
  DataAgeQuery,
  MappingBody,
  QuestionId,
  SettleBody,
  SourceBody,
  SourceName,
  WardsQuery,
} from '#contracts';
import type { Person } from '#domain';
import type { House } from '#flow';
import {
  arrivalQuestions,
  dataAges,
  listSources,
  listUnnamed,
  loadWards,
  setMapping,
  setSource,
  settleQuestion,
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
  UseGuards,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { HOUSE } from '../tokens.js';
import { bytesOf } from './bytes.js';
import { JsonBody, parse } from './parse.js';
import { granted } from './refused.js';
import { SignedIn, SignedInGuard } from './signed-in.js';

/** Where feeds come from and what they call things, wards from a file, and what sources do not agree on. */
@Controller('api')
@UseGuards(SignedInGuard)
export class SourcesController {
  constructor(@Inject(HOUSE) private readonly house: House) {}

  @Get('sources')
  async sources(@SignedIn() person: Person) {
    return granted(await listSources(this.house, person));
  }

  @Put('sources/:source')
  async setSource(
    @SignedIn() person: Person,
    @Param('source') source: string,
    @JsonBody(SourceBody) body: SourceBody,
  ) {
    return granted(await setSource(this.house, person, parse(SourceName, source), body));
  }

  @Get('mappings')
  async unnamed(@SignedIn() person: Person) {
    return granted(await listUnnamed(this.house, person));
  }

  @Put('mappings/:source')
  async setMapping(
    @SignedIn() person: Person,
    @Param('source') source: string,
    @JsonBody(MappingBody) body: MappingBody,
  ) {
    return granted(await setMapping(this.house, person, parse(SourceName, source), body));
  }

  @Post('wards')
  @HttpCode(200)
  async wards(@SignedIn() person: Person, @Query() query: unknown, @Req() request: FastifyRequest) {
    const dryRun = parse(WardsQuery, query).dryRun === 'true';
    return granted(await loadWards(this.house, person, bytesOf(request), { dryRun }));
  }

  @Get('data-age')
  async dataAge(@SignedIn() person: Person, @Query() query: unknown) {
    return granted(await dataAges(this.house, person, parse(DataAgeQuery, query)));
  }

  @Get('arrival-questions')
  async questions(@SignedIn() person: Person) {
    return granted(await arrivalQuestions(this.house, person));
  }

  @Put('arrival-questions/:question')
  async settle(
    @SignedIn() person: Person,
    @Param('question') question: string,
    @JsonBody(SettleBody) body: SettleBody,
  ) {
    const id = parse(QuestionId, question);
    return granted(await settleQuestion(this.house, person, id, body));
  }
}
