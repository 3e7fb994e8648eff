import { expect, it } from 'vitest';
import { saidRecurrence } from './recurrence.ts';

it.each([
  // What has no words is left as it is.
  ['FREQ=HOURLY', 'FREQ=HOURLY'],
  ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'],
  ['FREQ=YEARLY;BYWEEKNO=20', 'FREQ=YEARLY;BYWEEKNO=20'],
  ['FREQ=MONTHLY;BYMONTHDAY=-1', 'FREQ=MONTHLY;BYMONTHDAY=-1'],
  ['FREQ=YEARLY;BYMONTH=13', 'FREQ=YEARLY;BYMONTH=13'],
  ['nonsense', 'nonsense'],
  // RFC 5545 section 3.8.5.3's examples.
  ['FREQ=DAILY;COUNT=10', 'every day, 10 times'],
  ['FREQ=DAILY;UNTIL=19971224T000000Z', 'every day, until 1997-12-24'],
  ['FREQ=WEEKLY;INTERVAL=2;WKST=SU', 'every 2 weeks'],
  ['FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH', 'every week on Tue, Thu, 10 times'],
  ['FREQ=MONTHLY;COUNT=10;BYDAY=1FR', 'every month on the first Fri, 10 times'],
  ['FREQ=MONTHLY;COUNT=6;BYDAY=-1MO', 'every month on the last Mon, 6 times'],
  ['FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2', 'every month on the second Tue'],
  ['FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15', 'every month on day 2, 15, 10 times'],
  ['FREQ=YEARLY;COUNT=10;BYMONTH=6,7', 'every year in Jun, Jul, 10 times'],
  ['FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8', 'every year on Thu in Jun, Jul, Aug'],
  ['FREQ=WEEKLY;COUNT=1', 'every week, once'],
])('%s', (rule, said) => {
  expect(saidRecurrence(rule)).toBe(said);
});
