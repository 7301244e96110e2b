import { useSent } from '../upload/sent-context.ts'
import { useTexts } from '../../texts/use-texts.ts'

export function ListHead() {
  const { t } = useTexts()
  const { isUploading } = useSent()
  const name = (column: 'state' | 'picture' | 'actions') => <span className="vh">{t(`run.column.${column}`)}</span>
  return (
    <div role="rowgroup">
      <div className="tr hd" role="row" aria-rowindex={1}>
        <span role="columnheader">{name('state')}</span>
        <span role="columnheader">{name('picture')}</span>
        <span role="columnheader">{t('run.column.name')}</span>
        <span role="columnheader">{t(isUploading ? 'upload.column' : 'run.column.way')}</span>
        <span className="r" role="columnheader">
          {t('run.column.size')}
        </span>
        <span className="r" role="columnheader">
          {t('run.column.saved')}
        </span>
        <span className="r" role="columnheader">
          {t('run.column.time')}
        </span>
        <span role="columnheader">{name('actions')}</span>
      </div>
    </div>
  )
}
