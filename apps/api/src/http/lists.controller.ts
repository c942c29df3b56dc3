import type { ReasonList, ThresholdsListed, WardListed } from '#contracts';
import { BoardQuery, EscalationsQuery, WardCode } from '#contracts';
import type { Person } from '#domain';
import type { House, HouseIndex } from '#flow';
import { board, boardAsOf, escalations, system } from '#flow';
import { Controller, Get, Inject, Param, Query, UseGuards } from '@nestjs/common';
import { HOUSE, INDEX } from '../tokens.js';
import { parse } from './parse.js';
import { organisationsOf, ownersOf, reasonListsOf, wardsOf } from './reference-lists.js';
import { granted } from './refused.js';
import { SignedIn, SignedInGuard } from './signed-in.js';

/** Boards and lists to look at, and the reference data that they are read with. */
@Controller('api')
@UseGuards(SignedInGuard)
export class ListsController {
  constructor(
    @Inject(HOUSE) private readonly house: House,
    @Inject(INDEX) private readonly index: HouseIndex,
  ) {}

  @Get('wards/:ward/board')
  async board(@SignedIn() person: Person, @Param('ward') code: string, @Query() query: unknown) {
    const ward = parse(WardCode, code);
    const { asOf } = parse(BoardQuery, query);
    return granted(
      asOf === undefined
        ? await board(this.house, person, ward)
        : await boardAsOf(this.house, person, ward, asOf),
    );
  }

  @Get('escalations')
  async escalations(@SignedIn() person: Person, @Query() query: unknown) {
    return granted(
      await escalations(this.house, this.index, person, parse(EscalationsQuery, query)),
    );
  }

  @Get('system')
  async system(@SignedIn() person: Person) {
    return granted(await system(this.house, this.index, person));
  }

  @Get('organisations')
  async organisations() {
    return organisationsOf(await this.house.books.now());
  }

  @Get('owners')
  async owners() {
    return ownersOf(await this.house.books.now());
  }

  @Get('wards')
  async wards(): Promise<WardListed[]> {
    return wardsOf(await this.house.books.now());
  }

  @Get('reason-lists')
  async reasonLists(): Promise<ReasonList[]> {
    return reasonListsOf(await this.house.books.now());
  }

  @Get('thresholds')
  async thresholds(): Promise<ThresholdsListed[]> {
    const thresholds = (await this.house.books.now()).thresholds;
    return [...thresholds].flatMap(([kind, dated]) =>
      dated.map(({ validFrom, value }) => ({ kind, validFrom, ...value })),
    );
  }
}
