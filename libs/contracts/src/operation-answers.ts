import type {
  CheckEntry,
  LengthThresholds,
  OrganisationEntry,
  OwnerEntry,
  RoleEntry,
  Row,
  SettledEntry,
} from '#domain';
import type {
  ArrivalQuestion,
  Board,
  ByHandAnswer,
  CensusUndone,
  DelayAnswer,
  DemonstrationPerson,
  Escalations,
  HistoryEntry,
  MarkedDay,
  ReasonList,
  Session,
  SourceListed,
  SystemPicture,
  WallBoard,
  WallListed,
  WardListed,
  WardsLoaded,
} from './answers.js';
import type {
  CensusAnswer,
  CensusList,
  CensusState,
  DataAges,
  Retried,
  WardSet,
} from './arrive-answers.js';
import type { InboundDetail, InboundList } from './inbound.js';
import type {
  ActionAnswer,
  Actions,
  Jobs,
  PlanAnswer,
  RoundAnswer,
  RoundFinished,
  RoundHelp,
  Rounds,
} from './round-answers.js';
import type { DelayedTotal, RedTotal, Trend, TrendStays } from './trends.js';
import type { Unnamed } from './unnamed.js';

type DelayedTrend = Trend<DelayedTotal>;
type RedTrend = Trend<RedTotal>;

/** `GET /stays` */
export interface StaysPage {
  readonly items: readonly Row[];
  /** `after` of the next page; null when this is the last. */
  readonly next: string | null;
}

/** `GET /stays/{stay}/history` */
export interface History {
  readonly facts: readonly HistoryEntry[];
}

/** `GET /arrival-questions` */
export interface ArrivalQuestions {
  readonly items: readonly ArrivalQuestion[];
}

/** One entry of `GET /thresholds` */
export interface ThresholdsListed extends LengthThresholds {
  readonly kind: string;
  readonly validFrom: string;
}

/** What each operation answers in JSON when it is done; `docs/openapi.json` is generated from it. */
export interface OperationAnswers {
  'get /api/session/people': readonly DemonstrationPerson[];
  'post /api/session': Session;
  'get /api/session': Session;
  'get /api/organisations': readonly OrganisationEntry[];
  'get /api/owners': readonly OwnerEntry[];
  'get /api/wards': readonly WardListed[];
  'put /api/wards/{ward}': WardSet;
  'post /api/wards': WardsLoaded;
  'get /api/sources': readonly SourceListed[];
  'put /api/sources/{source}': SourceListed;
  'get /api/mappings': Unnamed;
  'put /api/mappings/{source}': SourceListed;
  'get /api/data-age': DataAges;
  'get /api/arrival-questions': ArrivalQuestions;
  'put /api/arrival-questions/{question}': SettledEntry;
  'get /api/reason-lists': readonly ReasonList[];
  'get /api/thresholds': readonly ThresholdsListed[];
  'get /api/checks': readonly CheckEntry[];
  'get /api/roles': readonly RoleEntry[];
  'post /api/census': CensusAnswer;
  'get /api/census': CensusList;
  'get /api/census/{batch}': CensusState;
  'post /api/census/{batch}/undo': CensusUndone;
  'get /api/inbound': InboundList;
  'get /api/inbound/{id}': InboundDetail;
  'post /api/inbound/{id}/retry': Retried;
  'get /api/wards/{ward}/board': Board;
  'get /api/wards/{ward}/wall': WallBoard;
  'get /api/wards/{ward}/walls': readonly WallListed[];
  'post /api/wards/{ward}/walls': Session;
  'post /api/wards/{ward}/stays': ByHandAnswer;
  'post /api/stays/{stay}/move': ByHandAnswer;
  'post /api/stays/{stay}/leave': ByHandAnswer;
  'post /api/stays/{stay}/away': ByHandAnswer;
  'post /api/stays/{stay}/back': ByHandAnswer;
  'post /api/stays/{stay}/still-here': ByHandAnswer;
  'post /api/stays/{stay}/residence': ByHandAnswer;
  'post /api/stays/{stay}/same-as': ByHandAnswer;
  'post /api/stays/{stay}/take-back': ByHandAnswer;
  'get /api/stays': StaysPage;
  'get /api/stays/{stay}/history': History;
  'put /api/stays/{stay}/days/{date}': MarkedDay;
  'post /api/stays/{stay}/days/{date}/withdraw': MarkedDay;
  'post /api/stays/{stay}/days/{date}/as-planned': MarkedDay;
  'put /api/stays/{stay}/plan': PlanAnswer;
  'post /api/stays/{stay}/delays': DelayAnswer;
  'post /api/delays/{delay}/end': DelayAnswer;
  'post /api/delays/{delay}/withdraw': DelayAnswer;
  'get /api/actions': Actions;
  'post /api/stays/{stay}/actions': ActionAnswer;
  'post /api/actions/{action}/update': ActionAnswer;
  'post /api/actions/{action}/answer': ActionAnswer;
  'post /api/actions/{action}/reassign': ActionAnswer;
  'post /api/actions/{action}/done': ActionAnswer;
  'post /api/actions/{action}/reopen': ActionAnswer;
  'post /api/actions/{action}/withdraw': ActionAnswer;
  'post /api/wards/{ward}/rounds': RoundAnswer;
  'get /api/wards/{ward}/rounds': Rounds;
  'get /api/wards/{ward}/round-help': RoundHelp;
  'get /api/wards/{ward}/jobs': Jobs;
  'put /api/rounds/{round}': RoundAnswer;
  'post /api/rounds/{round}/finish': RoundFinished;
  'get /api/escalations': Escalations;
  'get /api/system': SystemPicture;
  'get /api/trends/delayed-days': DelayedTrend;
  'get /api/trends/delayed-days/stays': TrendStays;
  'get /api/trends/red-days': RedTrend;
  'get /api/trends/red-days/stays': TrendStays;
  'get /health/live': { readonly live: true };
  'get /health/ready': { readonly ready: true };
}
