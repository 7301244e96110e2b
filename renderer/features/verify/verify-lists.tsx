import { useState } from 'react'
import type { VerifiedFile } from '../../../contract/batch-commands.ts'
import { foldersOf, nameOf, shown as shownPath } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import type { MakeAgain } from './use-make-again.ts'
import { VerdictMark } from './verdict-mark.tsx'

const listedMost = 200

interface ListsProps {
  wrong: readonly VerifiedFile[]
  right: readonly VerifiedFile[]
  makeAgain: MakeAgain | null
}

/** What is not as it was written, and below it what is. */
export function VerifyLists({ wrong, right, makeAgain }: ListsProps) {
  const { t, n, format } = useTexts()
  return (
    <>
      {wrong.length > 0 ? (
        <section>
          <header className="row g3 vf-t">
            <h2 className="h2">{t('verify.toLookAt', n(wrong.length))}</h2>
            <span className="sm t3 grow">{t('verify.toLookAtWhy')}</span>
            {/* Beside the list, where there is room for it, the receipt has the same. */}
            <span className="only-n">
              <Button size="small" icon="retry" disabled={!makeAgain} onClick={() => makeAgain?.(wrong)}>
                {t('verify.makeAll', n(wrong.length))}
              </Button>
            </span>
          </header>
          <Listed files={wrong} makeAgain={makeAgain} />
        </section>
      ) : null}
      {right.length > 0 ? (
        <section>
          <header className="row g3 vf-t">
            <h2 className="h2">{t('verify.verdict.as-written')}</h2>
            <span className="sm t3">{format.count(right.length)}</span>
          </header>
          <Listed files={right} makeAgain={null} />
        </section>
      ) : null}
    </>
  )
}

interface ListedProps {
  files: readonly VerifiedFile[]
  makeAgain: MakeAgain | null
}

function Listed({ files, makeAgain }: ListedProps) {
  const { t, format } = useTexts()
  const [most, setMost] = useState(listedMost)
  const rest = files.length - most
  return (
    <>
      <ul className="list">
        {files.slice(0, most).map((file) => (
          <Line key={`${file.output} ${file.path}`} file={file} makeAgain={makeAgain} />
        ))}
      </ul>
      {rest > 0 ? (
        <Button look="accent" onClick={() => setMost(most + listedMost)}>
          {t('run.showMore', { text: format.count(Math.min(rest, listedMost)) })}
        </Button>
      ) : null}
    </>
  )
}

function Line({ file, makeAgain }: { file: VerifiedFile; makeAgain: MakeAgain | null }) {
  const { t, format } = useTexts()
  const { output, path, verdict, bytes, sha256, foundSha256 } = file
  const isRight = verdict === 'as-written'
  return (
    <li className="vf-r">
      <VerdictMark verdict={verdict} />
      <div className="vf-n">
        <span className={isRight ? 'cut' : 'med cut'} title={shownPath(output)}>
          {nameOf(output)}
        </span>
        {isRight ? null : (
          <span className="sm t3 cut" title={shownPath(path)}>
            {foldersOf(output)}
          </span>
        )}
      </div>
      {isRight ? (
        <span className="sm t3 mono vf-s">{inGroups(sha256 || foundSha256)}</span>
      ) : (
        <dl className="vf-d sm">
          <dt className="t3">{t('verify.was')}</dt>
          <dd className="mono">{inGroups(sha256)}</dd>
          <dt className="t3">{t('verify.is')}</dt>
          {verdict === 'changed' ? (
            <dd className="mono">{inGroups(foundSha256)}</dd>
          ) : (
            <dd className="bad">{t(`verify.verdict.${verdict}`)}</dd>
          )}
        </dl>
      )}
      <span className="sm t2 r">{format.bytes(bytes)}</span>
      {isRight ? null : (
        <Button size="small" disabled={!makeAgain} onClick={() => makeAgain?.([file])}>
          {t('verify.make')}
        </Button>
      )}
    </li>
  )
}

/** The beginning, which tells any two files apart that a person compares by eye. */
function inGroups(sha256: string): string {
  return (sha256.slice(0, 12).match(/.{1,4}/g) ?? []).join(' ')
}
