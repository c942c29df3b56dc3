import { createContext, useContext, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { DemonstrationPerson, ReasonList, WardListed } from '#contracts';
import type { LocalDate, OrganisationEntry, OwnerEntry } from '#domain';
import { reasonName } from '../board/reasons.js';
import { useSession } from '../session/session.js';
import { useGet } from './use-get.js';

/** Names for codes. Until they have come, and for what is not in them, a code stands for itself. */
export interface Reference {
  readonly lists: readonly ReasonList[];
  readonly owners: readonly OwnerEntry[];
  readonly wards: readonly WardListed[];
  readonly wardsLoaded: boolean;
  readonly reason: (list: string, code: string, date: LocalDate) => string;
  readonly owner: (code: string) => string;
  readonly ward: (code: string) => string;
  readonly site: (code: string) => string;
  readonly organisation: (code: string) => string;
  readonly person: (code: string) => string;
  readonly organisations: readonly OrganisationEntry[];
  /** Wards were set or made here: reads them again, and keeps what it has until they come. */
  readonly readAgain: () => void;
}

const ReferenceContext = createContext<Reference | null>(null);

export function ReferenceProvider({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const lists = valueOf(useGet<ReasonList[]>('/reason-lists'));
  const owners = valueOf(useGet<OwnerEntry[]>('/owners'));
  const organisations = valueOf(useGet<OrganisationEntry[]>('/organisations'));
  const { again: readAgain, ...wardsNow } = useGet<WardListed[]>('/wards');
  const wards = useKept(valueOf(wardsNow));
  const people = valueOf(
    useGet<DemonstrationPerson[]>(session.demonstration ? '/session/people' : null),
  );
  const reference = useMemo<Reference>(() => {
    const ownerNames = namesOf(owners);
    const organisationNames = namesOf(organisations);
    const wardNames = namesOf(wards);
    const siteNames = new Map(wards?.map((ward) => [ward.site, ward.siteName] as const));
    const personNames = new Map(people?.map((one) => [one.person, one.name] as const));
    return {
      lists: lists ?? [],
      owners: owners ?? [],
      wards: wards ?? [],
      wardsLoaded: wards !== null,
      reason: (list, code, date) => reasonName(lists ?? [], list, code, date),
      owner: (code) => ownerNames.get(code) ?? organisationNames.get(code) ?? code,
      ward: (code) => wardNames.get(code) ?? code,
      site: (code) => siteNames.get(code) ?? organisationNames.get(code) ?? code,
      organisation: (code) => organisationNames.get(code) ?? code,
      person: (code) => (code === session.person ? session.name : (personNames.get(code) ?? code)),
      organisations: organisations ?? [],
      readAgain,
    };
  }, [lists, owners, organisations, wards, people, session, readAgain]);
  return <ReferenceContext value={reference}>{children}</ReferenceContext>;
}

export function useReference(): Reference {
  const reference = useContext(ReferenceContext);
  if (reference === null) throw new Error('useReference outside of ReferenceProvider');
  return reference;
}

/** The last value there was, so that nothing on a screen blinks while it is read again. */
function useKept<T>(value: T | null): T | null {
  const [kept, setKept] = useState(value);
  if (value !== null && value !== kept) setKept(value);
  return value ?? kept;
}

function valueOf<T>(loaded: { readonly state: string; readonly value?: T }): T | null {
  return loaded.state === 'ready' ? (loaded.value ?? null) : null;
}

function namesOf(
  entries: readonly { readonly code: string; readonly name: string }[] | null,
): ReadonlyMap<string, string> {
  return new Map(entries?.map((entry) => [entry.code, entry.name] as const));
}
