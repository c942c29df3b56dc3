const HALF_HOURS = Array.from({ length: 48 }, (_, half) => {
  const hour = String(Math.floor(half / 2)).padStart(2, '0');
  return `${hour}:${half % 2 === 0 ? '00' : '30'}`;
});

/** Half hours of the working day, and the time that was said where it is another one. */
export function timesFrom(from: string, to: string, said: string): string[] {
  const times = HALF_HOURS.filter((time) => time >= from && time <= to);
  return said === '' || times.includes(said) ? times : [...times, said].sort();
}

/** A time of the day by the 24-hour clock, whatever the browser's own habit is. */
export function TimeOptions(props: {
  readonly from: string;
  readonly to: string;
  readonly said: string;
}) {
  return timesFrom(props.from, props.to, props.said).map((time) => (
    <option key={time} value={time}>
      {time}
    </option>
  ));
}
