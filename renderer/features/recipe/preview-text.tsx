import type { PreviewFile, PreviewResult } from '../../../contract/preview-commands.ts'
import { cellsOf, changedCells } from '../../state/changed-cells.ts'
import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'

const rowsMost = 200

/** The beginning of a text before and after; of a table, cell by cell. */
export function PreviewText({ before, result }: { before: PreviewFile; result: PreviewResult }) {
  const { t } = useTexts()
  const isTable = isSheet(before) && isSheet(result)
  if (isTable) return <Table before={before} result={result} />
  return (
    <div className="col g2">
      {[before, result].map(({ excerpt }, nth) => (
        <figure key={nth} className="col g1">
          <figcaption className="h3">{nth === 0 ? t('recipe.before') : t('recipe.after')}</figcaption>
          <pre className="pv-t" tabIndex={0}>
            {excerpt === null ? t('recipe.noText') : lines(excerpt)}
          </pre>
        </figure>
      ))}
    </div>
  )
}

const isSheet = ({ type, excerpt }: PreviewFile): boolean => /csv|tab-separated/.test(type) && excerpt !== null

/** Control signs of a line are drawn, so that ends of lines can be told apart. */
function lines(text: string): string {
  return text.split('\n').slice(0, rowsMost).map(shown).join('\n')
}

function Table({ before, result }: { before: PreviewFile; result: PreviewResult }) {
  const { t, n } = useTexts()
  const read = ({ excerpt, type }: PreviewFile) => cellsOf(excerpt ?? '', type.includes('tab') ? '\t' : ',')
  const { head, rows, changed, dropped } = changedCells(read(before), read(result))
  return (
    <div className="col g2">
      <div className="pv-w" tabIndex={0} role="group" aria-label={t('recipe.after')}>
        <table className="pv-tb">
          <thead>
            <tr>
              {head.map(({ text, isNew }, at) => (
                <th key={at} scope="col" className={isNew ? 'is-new' : ''}>
                  {shown(text)} {isNew ? <small>{t('recipe.newColumn')}</small> : null}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, rowsMost).map(({ cells }, nth) => (
              <tr key={nth}>
                {cells.map(({ text, change }, at) => (
                  <td key={at} className={`is-${change}`}>
                    {shown(text)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="sm t2">
        {t('recipe.cellsChanged', n(changed))} {dropped > 0 ? t('recipe.rowsDropped', n(dropped)) : ''}
      </p>
    </div>
  )
}
