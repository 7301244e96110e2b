/** What a date that has to stand somewhere is set to, as office programs have it in such a case. */
const noDate = '1970-01-01T00:00:00'

/** Documents open without these: of changes and comments in Word, the same in UTC, and of when the numbers of a pivot table were fetched. */
const droppedAttributes = /\s(?:w:date|w16\w*:dateUtc|refreshedDate|refreshedDateIso)=(?:"[^"]*"|'[^']*')/g

/** Lists of who commented on cells and slides, or changed them: only there such names mean nothing else. */
const datedParts = /(^|\/)(comments|threadedComments|changesInfos|documenttasks|revisions)\/[^/]+\.xml$/i
const datedAttributes = /(\s(?:dt|dT|dateTime|created|time)=["'])(\d{4}-\d\d-\d\d[^"']*)/g

/** Of comments and changes in LibreOffice. What the page shows as a date is called otherwise. */
const datedElements = /(<(?:dc:date|meta:date-string)(?:\s[^>]*[^>/])?>)([^<]+)/g

const field = 'date of a comment or a change'

/** A part without the elements that tell when somebody commented or changed something; `said` gets a name for each. */
export function withoutDates(text: string, said: string[]): string {
  return text.replace(datedElements, (all: string, start: string, date: string) => undated(all, { start, date, said }))
}

/** The same of the attributes of one tag in the part that is called so. */
export function withoutDatesIn(tag: string, part: string, said: string[]): string {
  const left = tag.replace(droppedAttributes, () => (said.push(field), ''))
  if (!datedParts.test(part)) return left
  return left.replace(datedAttributes, (all: string, start: string, date: string) =>
    undated(all, { start, date, said }),
  )
}

function undated(all: string, { start, date, said }: { start: string; date: string; said: string[] }): string {
  if (date === noDate) return all
  said.push(field)
  return start + noDate
}
