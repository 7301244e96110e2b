import { useEffect, useRef } from 'react'
import { placeOf } from '../../../contract/recipe-draft.ts'
import { saidPlainly } from '../../texts/said.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useEditing } from './editing.ts'

/** The recipe as its file says it. What is changed here shows in the steps, and the other way round. */
export function TextPane() {
  const { t } = useTexts()
  const { editor, selected } = useEditing()
  const ref = useRef<HTMLTextAreaElement>(null)
  const { text, problems } = editor
  const goTo = (line: number, column: number) => {
    const lines = text.split('\n').slice(0, line - 1)
    const at = lines.reduce((sum, each) => sum + each.length + 1, 0) + column - 1
    ref.current?.focus()
    ref.current?.setSelectionRange(at, at)
  }
  const path = pathOf(selected)
  const begin = useRef(path.length > 0 ? placeOf(text, path) : null)
  useEffect(() => {
    if (begin.current) goTo(begin.current.line, begin.current.column)
    // Only when the text is shown: later the person moves about by themselves.
  }, [])
  return (
    <div className="txt">
      <div className="txt-b">
        <div className="txt-n" aria-hidden="true">
          {text.split('\n').map((_, at) => (
            <span key={at} className={problems.some(({ line }) => line === at + 1) ? 'bad' : ''}>
              {at + 1}
            </span>
          ))}
        </div>
        <textarea
          ref={ref}
          aria-label={t('recipe.text')}
          value={text}
          spellCheck={false}
          wrap="off"
          rows={Math.max(20, text.split('\n').length + 2)}
          onChange={(event) => editor.write(event.target.value)}
        />
      </div>
      <ul className="txt-p" aria-label={t('recipe.problemList')}>
        {problems.map(({ line, column, message }, nth) => (
          <li key={nth}>
            <button type="button" className="msg bad" onClick={() => goTo(line, column)}>
              {t('recipe.place', { line, message: saidPlainly(message) })}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** `steps[0].do[1]` as a path; only lists and plain names are part of where a step stands. */
function pathOf(field: string): (string | number)[] {
  return [...field.matchAll(/([a-z]+)|\[(\d+)\]/g)].map(([, name, at]) =>
    at === undefined ? (name ?? '') : Number(at),
  )
}
