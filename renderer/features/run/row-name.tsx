import { foldersOf, nameOf, shown } from '../../texts/shown-path.ts'

/** What a file is called, and the folders it lies in: the nearest of them tells it from others of its name, so it is the last to be cut off. */
export function RowName({ path }: { path: string }) {
  const folders = foldersOf(path)
  return (
    <span className="nm-t" title={shown(path)}>
      <b className="cut">{nameOf(path)}</b>
      {folders === '' ? null : (
        <span className="cut">
          <bdi>{folders}</bdi>
        </span>
      )}
    </span>
  )
}
