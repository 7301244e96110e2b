import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keptXmp } from './kept-xmp.ts'
import type { Kept } from './kept.ts'

const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description rdf:about="" tiff:Make="Maker" tiff:Orientation="6"
 tiff:Artist='Owner' drone-dji:GpsLatitude="+48.1" drone-dji:GpsLongtitude="+11.5" drone-dji:AbsoluteAltitude="+520" exif:GPSTimeStamp="12:00"
 aux:Lens="Glass" aux:OwnerName="Owner" exif:ExposureTime="1/60" photoshop:Credit="Owner" xmp:Rating="5">
 <dc:creator><rdf:Seq><rdf:li>Owner</rdf:li></rdf:Seq></dc:creator><dc:rights rdf:resource="Owner"/><dc:title>Title</dc:title>
 <ns1:GPSLongitude>11E</ns1:GPSLongitude><exif:Flash rdf:parseType="Resource"><exif:Fired>True</exif:Fired></exif:Flash>
 <xmp:Thumbnails><rdf:Alt><rdf:li><xmpGImg:image>SmallPicture</xmpGImg:image></rdf:li></rdf:Alt></xmp:Thumbnails>
 </rdf:Description></rdf:RDF></x:xmpmeta>`

function fields(keep: Kept[], stamp = {}): string {
  const kept = keptXmp(xmp, { keep, stamp })
  const groups = {
    place: /drone-dji:|GPS/i,
    rights: /Owner/,
    camera: /Maker|Glass|1\/60|Fired/,
    upright: /Orientation/,
    thumbnail: /SmallPicture/,
  }
  assert.match(kept, /xmp:Rating="5".*<dc:title>Title<\/dc:title>.*<\/rdf:Description>/s)
  return Object.entries(groups)
    .filter(([, pattern]) => pattern.test(kept))
    .map(([name]) => name)
    .join()
}

test('what was dropped goes under every name it has, and what was not stays', () => {
  assert.equal(fields(['all']), 'place,rights,camera')
  assert.equal(fields(['xmp']), 'rights,camera')
  assert.equal(fields(['xmp', 'location', '-copyright']), 'place,camera')
  assert.equal(fields(['xmp', 'location', '-exif']), 'place,rights')
  assert.equal(fields(['xmp', '-copyright', '-exif', '-location']), '')
})

test('which way up it was stored and small pictures of it as it was never stay', () => {
  const kept = keptXmp(xmp, { keep: ['all'], stamp: {} })
  assert.doesNotMatch(kept, /Orientation|Thumbnails|SmallPicture/)
})

test('what is stamped stands there, though what was said before was dropped', () => {
  const kept = keptXmp(xmp, { keep: ['xmp', '-copyright'], stamp: { author: 'Somebody' } })
  assert.match(kept, /<dc:creator>.*Somebody.*<\/dc:creator>/)
  assert.doesNotMatch(kept, /Owner/)
})
