import { useEffect, useRef, useState } from 'react';
import type { DragEvent, FormEvent } from 'react';
import { Select, TextInput } from 'nhsuk-react-components';
import type { DataAges, ErrorBody } from '#contracts';
import { instantText, londonDate, londonInstant } from '#domain';
import type { InstantText } from '#domain';
import { useReference } from '../api/reference.js';
import { useGet } from '../api/use-get.js';
import { useLine, useLive } from '../live/use-live.js';
import { clockTime } from '../words/dates.js';
import { COMPLETE_WORDS } from './complete-words.js';
import { CENSUS_MB_MAX } from './send-census.js';
import type { CensusOrder, Complete } from './send-census.js';

const SOURCE_KEY = 'boardround-census-source';
const CHOICES: readonly Complete[] = ['wards', 'organisation', 'list'];

/** A private window may keep nothing: then the name is asked for each time. */
function rememberedSource(): string {
  try {
    return localStorage.getItem(SOURCE_KEY) ?? '';
  } catch {
    return '';
  }
}

function rememberSource(source: string): void {
  try {
    localStorage.setItem(SOURCE_KEY, source);
  } catch {
    // It is only a help.
  }
}

/** Chooses a file and what it is; presses to have it checked. */
export function CensusForm(props: {
  readonly check: (order: CensusOrder) => void;
  readonly refused: ErrorBody | null;
}) {
  const { check } = props;
  const live = useLive();
  const { wards, wardsLoaded } = useReference();
  const [file, setFile] = useState<File | null>(null);
  const [source, setSource] = useState(rememberedSource);
  const [takenAt, setTakenAt] = useState('');
  const [complete, setComplete] = useState<Complete>('wards');
  const [makes, setMakes] = useState<boolean | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  // A house without wards has no other way to its first ones.
  const createWards = makes ?? (wardsLoaded && wards.length === 0);

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const missing = missingOf(file, source);
    setProblem(missing);
    if (missing !== null || file === null) return;
    rememberSource(source.trim());
    const taken = takenAt === '' ? (live.now() ?? new Date().toISOString()) : instantAt(takenAt);
    check({
      file,
      source: source.trim(),
      takenAt: taken,
      saidNow: takenAt === '',
      complete,
      createWards,
    });
  }

  return (
    <form className="app-census-form" onSubmit={submit} noValidate>
      {problem !== null && (
        <p className="app-problem" role="alert">
          {problem}
        </p>
      )}
      <FileField file={file} choose={setFile} />
      <div className="app-fields">
        <TextInput
          id="census-source"
          label="Name of the source"
          hint="The system that wrote it, the same name each time"
          autoComplete="off"
          list="census-sources"
          maxLength={60}
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
        <KnownSources />
        <TakenAt value={takenAt} change={setTakenAt} />
        <CompleteFor value={complete} change={setComplete} />
      </div>
      <label className="app-tickbox">
        <input
          type="checkbox"
          checked={createWards}
          onChange={(event) => setMakes(event.currentTarget.checked)}
        />{' '}
        Make wards that are not known yet
      </label>
      <p className="app-form-actions">
        <button type="submit" className="app-button app-button--strong app-button--large">
          Check the file
        </button>
      </p>
    </form>
  );
}

/** Sources that have sent files before: the same name each time is what joins them. */
function KnownSources() {
  const ages = useGet<DataAges>('/data-age');
  const items = ages.state === 'ready' ? ages.value.items : [];
  const sources = new Set(items.flatMap(({ kind, source }) => (kind === 'census' ? source : [])));
  return (
    <datalist id="census-sources">
      {[...sources].map((source) => (
        <option key={source} value={source} />
      ))}
    </datalist>
  );
}

function missingOf(file: File | null, source: string): string | null {
  if (file === null) return 'Choose a file first.';
  if (file.size === 0) return 'This file is empty. Choose another one.';
  if (file.size > CENSUS_MB_MAX * 1024 * 1024)
    return `This file is larger than ${CENSUS_MB_MAX} MB. Send it ward by ward.`;
  return source.trim() === '' ? 'Say which system wrote the file.' : null;
}

/** A time as the field gives it, meant in London wherever the browser is. */
function instantAt(local: string): InstantText {
  const [date = '', time = '00:00'] = local.split('T');
  return instantText(londonInstant(date, time));
}

function CompleteFor(props: {
  readonly value: Complete;
  readonly change: (value: Complete) => void;
}) {
  return (
    <Select
      id="census-complete"
      label="What the file is complete for"
      hint={COMPLETE_WORDS[props.value].missing}
      value={props.value}
      onChange={(event) => props.change(event.currentTarget.value as Complete)}
    >
      {CHOICES.map((code) => (
        <Select.Option key={code} value={code}>
          {COMPLETE_WORDS[code].whole}
        </Select.Option>
      ))}
    </Select>
  );
}

function TakenAt(props: { readonly value: string; readonly change: (value: string) => void }) {
  const line = useLine();
  const now = line.at === null ? '' : `, ${clockTime(line.at)}`;
  const max = line.at === null ? {} : { max: `${londonDate(line.at)}T${clockTime(line.at)}` };
  return (
    <TextInput
      id="census-taken-at"
      type="datetime-local"
      label="Taken at"
      hint={`London time; empty means now${now}`}
      value={props.value}
      onChange={(event) => props.change(event.currentTarget.value)}
      {...max}
    />
  );
}

function FileField(props: {
  readonly file: File | null;
  readonly choose: (file: File | null) => void;
}) {
  const { file, choose } = props;
  const [over, setOver] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (file === null && field.current !== null) field.current.value = '';
  }, [file]);

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped !== undefined) choose(dropped);
  }

  return (
    <div
      className={over ? 'app-drop app-drop--over' : 'app-drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label htmlFor="census-file">
        <b>Census file</b>
        <span>{file === null ? 'Choose a CSV file, or drop it here' : sizeWords(file)}</span>
      </label>
      <input
        id="census-file"
        ref={field}
        type="file"
        accept=".csv,.txt,.tsv,text/csv,text/plain"
        onChange={(event) => choose(event.currentTarget.files?.[0] ?? null)}
      />
    </div>
  );
}

function sizeWords({ name, size }: File): string {
  const kb = size / 1024;
  return `${name}, ${kb < 1024 ? `${Math.max(1, Math.round(kb))} kB` : `${(kb / 1024).toFixed(1)} MB`}`;
}
