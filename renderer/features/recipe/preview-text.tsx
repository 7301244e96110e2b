import type { PreviewFile, PreviewResult } from '../../../contract/preview-commands.ts'
import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { PreviewTable } from './preview-table.tsx'

const rowsMost = 200

/** The beginning of a text before and after; of a table, cell by cell. */
export function PreviewText({ before, result }: { before: PreviewFile; result: PreviewResult }) {
  const { t } = useTexts()
  const isTable = isSheet(before) && isSheet(result)
  if (isTable) return <PreviewTable before={before} result={result} />
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
