import type { LocalDate } from '../../time/london.js';
import type { ReferenceRow } from '../book.js';
import type { WardEntry, WardKind } from '../reference.js';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const WEEKDAYS = [1, 2, 3, 4, 5];

/** What wards of one group share; a ward says only what is its own. */
interface Group {
  readonly organisation: string;
  readonly site: string;
  readonly directorate: string;
  readonly kind: WardKind;
  readonly redGreenFrom: LocalDate | null;
  readonly roundDays: readonly number[];
  readonly receivesFromAssessment: boolean;
  readonly sideRooms: number;
  /** Checks that its boards show as columns. */
  readonly checks: readonly string[];
}

type Line = readonly [
  code: string,
  name: string,
  serviceLine: string,
  beds: number,
  own?: Partial<Group>,
];

const MEDICINE: Group = {
  organisation: 'RWE',
  site: 'RWEAA',
  directorate: 'Emergency and Specialist Medicine',
  kind: 'acute',
  redGreenFrom: '2017-03-01',
  roundDays: EVERY_DAY,
  receivesFromAssessment: true,
  sideRooms: 4,
  checks: ['medicines', 'letter', 'transport', 'therapy', 'equipment', 'family-told'],
};
const SURGERY: Group = {
  ...MEDICINE,
  directorate: 'Gastroenterology, Surgery and Cancer',
  roundDays: WEEKDAYS,
  receivesFromAssessment: false,
};
const ASSESSMENT: Partial<Group> = {
  kind: 'assessment',
  redGreenFrom: null,
  receivesFromAssessment: false,
};
const GLENFIELD: Group = {
  ...MEDICINE,
  site: 'RWEAE',
  directorate: 'Renal, Respiratory, Cardiac and Vascular',
  redGreenFrom: '2017-06-05',
};
const GENERAL: Group = {
  ...SURGERY,
  site: 'RWEAK',
  directorate: 'Musculoskeletal and Specialist Surgery',
};
const COMMUNITY: Group = {
  organisation: 'RT5',
  site: 'RT5PE',
  directorate: 'Community Health Services',
  kind: 'community',
  redGreenFrom: '2017-10-02',
  roundDays: WEEKDAYS,
  receivesFromAssessment: false,
  sideRooms: 4,
  checks: ['therapy', 'equipment', 'care-package', 'medicines', 'transport', 'family-told'],
};
const MENTAL_HEALTH: Group = {
  organisation: 'RT5',
  site: 'RT5-BRADGATE',
  directorate: 'Mental Health Services',
  kind: 'mental-health',
  redGreenFrom: '2019-03-04',
  roundDays: EVERY_DAY,
  receivesFromAssessment: false,
  sideRooms: 8,
  checks: [
    'medicines',
    'letter',
    'mental-health-plan',
    'leave-tried',
    'accommodation',
    'family-told',
  ],
};

const EVINGTON: Partial<Group> = { site: 'RT5-EVINGTON', roundDays: EVERY_DAY };

const WARDS: readonly (readonly [Group, readonly Line[]])[] = [
  [
    MEDICINE,
    [
      ['RWEAA-AMU', 'Acute Medical Unit', 'Acute medicine', 36, ASSESSMENT],
      ['RWEAA-AFU', 'Acute Frailty Unit', 'Older people', 24, ASSESSMENT],
      ['RWEAA-W15', 'Ward 15', 'Acute medicine', 28],
      ['RWEAA-W16', 'Ward 16', 'Acute medicine', 28],
      ['RWEAA-W23', 'Ward 23', 'General medicine', 28],
      ['RWEAA-W24', 'Ward 24', 'General medicine', 28],
      ['RWEAA-W25', 'Ward 25', 'Stroke', 22],
      ['RWEAA-W26', 'Ward 26', 'Stroke', 24],
      ['RWEAA-W31', 'Ward 31', 'Older people', 28],
      ['RWEAA-W34', 'Ward 34', 'Older people', 28],
      ['RWEAA-W36', 'Ward 36', 'Older people', 28],
    ],
  ],
  [
    SURGERY,
    [
      ['RWEAA-W21', 'Ward 21', 'General surgery', 26],
      ['RWEAA-W22', 'Ward 22', 'Gastroenterology', 28, { receivesFromAssessment: true }],
      ['RWEAA-W39', 'Ward 39', 'Oncology', 22],
    ],
  ],
  [
    GLENFIELD,
    [
      ['RWEAE-CDU', 'Clinical Decisions Unit', 'Cardiac and respiratory', 30, ASSESSMENT],
      ['RWEAE-W15', 'Glenfield Ward 15', 'Respiratory medicine', 28],
      ['RWEAE-W16', 'Glenfield Ward 16', 'Respiratory medicine', 28],
      ['RWEAE-W28', 'Glenfield Ward 28', 'Cardiology', 28],
      ['RWEAE-W33A', 'Glenfield Ward 33A', 'Respiratory medicine', 20],
      ['RWEAE-W31', 'Glenfield Ward 31', 'Cardiac surgery', 26, { roundDays: WEEKDAYS }],
    ],
  ],
  [
    GENERAL,
    [
      ['RWEAK-W10', 'General Ward 10', 'Renal medicine', 24, { roundDays: EVERY_DAY }],
      ['RWEAK-W14', 'General Ward 14', 'Trauma and orthopaedics', 26],
      ['RWEAK-W18', 'General Ward 18', 'Trauma and orthopaedics', 24],
      ['RWEAK-W26', 'General Ward 26', 'Urology', 24],
    ],
  ],
  [
    COMMUNITY,
    [
      ['RT5-COALVILLE-1', 'Coalville Ward 1', 'Stroke rehabilitation', 20],
      ['RT5-COALVILLE-2', 'Coalville Ward 2', 'Rehabilitation', 22],
      ['RT5-HINCKLEY-EAST', 'Hinckley East', 'Rehabilitation', 28, { site: 'RY8DJ' }],
      ['RT5-HINCKLEY-NORTH', 'Hinckley North', 'Rehabilitation', 18, { site: 'RY8DJ' }],
      ['RT5-LOUGHBOROUGH', 'Loughborough Ward 1', 'Rehabilitation', 24, { site: 'RT5PD' }],
      ['RT5-LOUGHBOROUGH-2', 'Loughborough Ward 2', 'Rehabilitation', 18, { site: 'RT5PD' }],
      ['RT5-MELTON', 'Melton Ward', 'Rehabilitation', 20, { site: 'RT5PA' }],
      ['RT5-RUTLAND', 'Rutland Ward', 'Rehabilitation', 16, { site: 'RT5PC' }],
      ['RT5-STLUKES-1', "St Luke's Ward 1", 'Stroke rehabilitation', 18, { site: 'RT5-STLUKES' }],
      ['RT5-BEECHWOOD', 'Beechwood', 'Rehabilitation', 24, EVINGTON],
      ['RT5-CLARENDON', 'Clarendon', 'Rehabilitation', 24, EVINGTON],
      [
        'RT5-VIRTUAL-ICS',
        'Intensive Community Support',
        'Virtual ward',
        24,
        { kind: 'virtual', site: 'RT5-HOME', sideRooms: 0 },
      ],
    ],
  ],
  [
    MENTAL_HEALTH,
    [
      ['RT5-ASHBY', 'Ashby', 'Adult acute', 21],
      ['RT5-BEAUMONT', 'Beaumont', 'Adult acute', 22],
      ['RT5-BOSWORTH', 'Bosworth', 'Adult acute', 20],
      ['RT5-HEATHER', 'Heather', 'Adult acute', 18],
      ['RT5-BELVOIR', 'Belvoir', 'Psychiatric intensive care', 10, { redGreenFrom: null }],
    ],
  ],
];

/** Beds are written in bays of this many. */
const BAY = 6;

/**
 * Beds in the order in which a round walks them: bays A, B, C … with numbers that run on through the
 * ward (A1 to A6, B7 to B12), then the side rooms (S25 to S28).
 */
function bedsOf(count: number, sideRooms: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const bay =
      index >= count - sideRooms ? 'S' : String.fromCharCode(65 + Math.floor(index / BAY));
    return `${bay}${index + 1}`;
  });
}

/** A virtual ward has places, not beds: V1, V2 … */
function placesOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `V${index + 1}`);
}

function wardOf(group: Group, [code, name, serviceLine, beds, own]: Line): WardEntry {
  const { sideRooms, ...ward } = { ...group, ...own };
  return {
    code,
    name,
    ...ward,
    serviceLine,
    fundedBeds: beds,
    openBeds: beds,
    beds: ward.kind === 'virtual' ? placesOf(beds) : bedsOf(beds, sideRooms),
    roundAt: '08:30',
    huddleAt: ward.kind === 'virtual' ? null : '15:00',
  };
}

/**
 * The wards of the demonstration system: the three hospitals of UHL, the community hospitals, the
 * virtual ward and the mental health unit of LPT. Names are of the kind that the hospitals use;
 * numbers of beds are starting values and belong to no real ward.
 */
export function demonstrationWards(): ReferenceRow[] {
  return WARDS.flatMap(([group, lines]) =>
    lines.map((line) => ({
      kind: 'ward' as const,
      code: line[0],
      validFrom: '2016-01-01',
      value: wardOf(group, line),
    })),
  );
}
