/** Titles and summaries of the recipes that come with Millrace. */
export const recipes = {
  Checksums: '校验和清单',
  'Compares all files with the list of checksums among them, and says which differ, are missing or are not in it. Where one differs or is missing the run fails and names it; else the result lists them all.':
    '把所有文件与其中的校验和清单比较，指出哪些不同、缺失或不在清单中。若有不同或缺失，运行失败并指明是哪些；否则结果中列出全部。',
  'Writes one list with the SHA-256 of every file below the folder, which `sha256sum --check` can compare later.':
    '写出文件夹内每个文件的 SHA-256 清单，日后可用 `sha256sum --check` 核对。',
  Copy: '复制',
  'Copies every file as it is, checked byte for byte, into the same folders below the output folder.':
    '原样复制每个文件，逐字节核对，放进输出文件夹下相同的文件夹。',
  'Free up space': '腾出空间',
  'Writes large photos anew in their place, as small as they get while they look the same. Only where at least a tenth is gained; originals go to the vault, from where undo brings them back, and take up room until it is emptied.':
    '把大照片就地重写，在看起来不变的前提下尽量小。只在至少节省十分之一时进行；原文件移入保管库，撤销即可放回；清空保管库之前仍占用空间。',
  'Hand-off package': '交付包',
  'Puts all files of the folder into one zip that opens everywhere. It is opened again and compared before it counts.':
    '把文件夹的所有文件放进一个到处都能打开的 zip，重新打开并比较之后才算数。',
  'iPhone photos to JPEG': 'iPhone 照片转 JPEG',
  'Saves HEIC photos as JPEG in full size, with all they say about place, time and camera.':
    '把 HEIC 照片存为原尺寸 JPEG，保留地点、时间和相机信息。',
  'Photos to JPEG': '照片转 JPEG',
  'Saves pictures of any kind as JPEG in full size, with all they say about place, time and camera.':
    '把任何图片存为原尺寸 JPEG，保留地点、时间和相机信息。',
  'Responsive pictures': '自适应图片',
  'Makes each picture in several widths as AVIF, WebP and JPEG, and the HTML that lets a browser choose, with a colour to show while it loads.':
    '为每张图片生成多种宽度的 AVIF、WebP 和 JPEG，以及让浏览器选择的 HTML，并附加载时显示的颜色。',
  'Shop product shots': '商品图',
  'Cuts off the border of each picture, puts it into the middle of a white square, and saves it as JPEG in three sizes.':
    '切掉每张图片的边框，放在白色正方形中间，存为三种尺寸的 JPEG。',
  'Sort by date': '按日期整理',
  'Copies files into a folder for each year and month. Originals stay where they are.':
    '把文件复制到按年月分的文件夹。原文件留在原处。',
  Thumbnails: '缩略图',
  'Makes a small square JPEG of every picture, cut from its middle.': '从每张图片中间裁出一张小的正方形 JPEG。',
  'Tidy names': '整理名称',
  'Copies every file under a name that every system can hold: small letters, digits and hyphens instead of blanks and signs. Content and extension stay as they are.':
    '用所有系统都支持的名称复制每个文件：小写字母、数字和连字符代替空格和符号。内容和扩展名不变。',
  'Unpack archives': '解压压缩包',
  'Takes every file out of zip, tar, tar.gz, tar.zst and 7z archives, each into a folder called as it is; those that differ only in their ending share one. An archive with one harmful entry is refused whole.':
    '取出 zip、tar、tar.gz、tar.zst 和 7z 压缩包中的每个文件，各放进与其同名的文件夹；仅扩展名不同的放在同一个文件夹里。含有有害条目的压缩包会整个被拒绝。',
  'Web-ready images': '网页图片',
  'Turns pictures upright, makes them at most 2000 pixels long, drops place, time and camera (copyright and author stay), and saves each as WebP and as JPEG.':
    '转正图片，长边不超过 2000 像素，去掉地点、时间和相机（版权和作者保留），各存为 WebP 和 JPEG。',
  'Set duplicates aside': '挑出重复文件',
  'Finds files with the same content, whatever their names. The oldest of each stays; the others go to the vault, from where undo brings them back, and a list says which.':
    '找出内容相同的文件，不论名称。每组最旧的留下，其余移入保管库，撤销即可放回，并有清单列明。',
  'Sort photos by date taken': '按拍摄日期整理照片',
  "Moves photos and videos into a folder for each month, named by when they were taken: as their tags tell, else the video's container, else their name, else when they were modified. The report says which. Undo moves them back.":
    '把照片和视频移到按月分的文件夹，并按拍摄时间命名：先看标记，再看视频容器，再看名称，最后看修改时间。报告会注明依据。撤销可移回。',
  'Downloads inbox': '下载收件箱',
  'Moves what has been downloaded into folders by kind: pictures, videos, music, documents, archives, programs. Leaves alone what lies in subfolders, what is younger than ten minutes or still arriving, and what is there already. Undo moves all of it back.':
    '把下载的文件按类型移到文件夹：图片、视频、音乐、文档、压缩包、程序。子文件夹里的、不到十分钟的、仍在到达的以及已有的都不动。撤销可全部移回。',
  'Share safely': '安全分享',
  'Copies pictures (JPEG, PNG, WebP, GIF, HEIC, AVIF), PDF and office documents of up to 256 MiB without what they say about you: place, camera, names, firms, programs. Each copy is read again, and the report lists what was taken out. Other kinds of file, such as TIFF, stop for you to look at.':
    '复制图片（JPEG、PNG、WebP、GIF、HEIC、AVIF）、不超过 256 MiB 的 PDF 和办公文档，去掉关于您的信息：地点、相机、姓名、公司、程序。每份副本都会重新读取，报告列出去掉的内容。其他类型的文件（如 TIFF）停下等您查看。',
} as const
