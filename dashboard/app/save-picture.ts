/** What goes with a picture that leaves the page: it must be able to stand alone. */
interface Legend {
  /** Of the file. */
  name: string;
  title: string;
  subtitle: string;
  source: string;
}

const NAMESPACE = 'http://www.w3.org/2000/svg';
const STYLED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
  'opacity',
];
const MARGIN = 24;
const LINE = 22;
/** Letters of the title's size that fit a hundred pixels. */
const LETTERS = 11.5;
/** A picture is pasted into reports: twice the screen's pixels. */
const SCALE = 2;

/** Saves the first drawing in `part` as a file, with its title, unit and source written on it. */
export async function savePicture(
  part: Element,
  legend: Legend,
  type: 'svg' | 'png',
): Promise<void> {
  const drawing = drawingIn(part);
  if (!drawing) return;
  const picture = framed(drawing, legend);
  const text = new XMLSerializer().serializeToString(picture);
  const vector = new Blob([text], { type: 'image/svg+xml' });
  save(type === 'svg' ? vector : await rastered(vector, picture), `${legend.name}.${type}`);
}

/** The first drawing of an element, wherever its parts keep it; a swatch of a legend is none. */
function drawingIn(part: Element): SVGSVGElement | undefined {
  for (const element of part.querySelectorAll('*')) {
    if (element instanceof SVGSVGElement) return element;
    const inner = element.shadowRoot?.querySelector<SVGSVGElement>('svg:not(.legend *)');
    if (inner) return inner;
  }
  return undefined;
}

function framed(drawing: SVGSVGElement, { title, subtitle, source }: Legend): SVGSVGElement {
  const width = drawing.width.baseVal.value || drawing.getBoundingClientRect().width;
  const height = drawing.height.baseVal.value || drawing.getBoundingClientRect().height;
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  inline(drawing, copy);
  const style = getComputedStyle(document.documentElement);
  const perLine = Math.max(20, Math.floor((width * LETTERS) / 100));
  const titles = wrapped(title, perLine).map((line) => ({ line, size: 18, weight: '650' }));
  const small = Math.floor(perLine * 1.3);
  const subtitles = wrapped(subtitle, small).map((line) => ({ line, size: 14, weight: '400' }));
  const sources = wrapped(source, small).map((line) => ({ line, size: 13, weight: '400' }));
  const heads = [...titles, ...subtitles];
  const top = MARGIN + heads.length * LINE + 8;
  const total = {
    width: width + 2 * MARGIN,
    height: top + height + 12 + sources.length * LINE + MARGIN,
  };

  const picture = document.createElementNS(NAMESPACE, 'svg');
  picture.setAttribute('width', `${total.width}`);
  picture.setAttribute('height', `${total.height}`);
  picture.setAttribute('viewBox', `0 0 ${total.width} ${total.height}`);
  const ground = document.createElementNS(NAMESPACE, 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', style.backgroundColor);
  picture.append(ground);
  const write = ({ line, size, weight }: (typeof heads)[number], y: number) => {
    const text = document.createElementNS(NAMESPACE, 'text');
    text.textContent = line;
    for (const [name, value] of Object.entries({
      x: `${MARGIN}`,
      y: `${y}`,
      fill: style.color,
      'font-family': style.fontFamily,
      'font-size': `${size}`,
      'font-weight': weight,
    }))
      text.setAttribute(name, value);
    picture.append(text);
  };
  for (const [index, head] of heads.entries()) write(head, MARGIN + 16 + index * LINE);
  copy.setAttribute('x', `${MARGIN}`);
  copy.setAttribute('y', `${top}`);
  copy.setAttribute('overflow', 'visible');
  picture.append(copy);
  for (const [index, line] of sources.entries()) write(line, top + height + 28 + index * LINE);
  return picture;
}

/** Style sheets stay behind when a drawing leaves the page: what they said is written on each part. */
function inline(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  for (const name of STYLED) {
    const value = style.getPropertyValue(name);
    if (value) to.setAttribute(name, value);
  }
  for (const [index, child] of [...from.children].entries()) {
    const copy = to.children[index];
    if (copy) inline(child, copy);
  }
}

export function wrapped(text: string, letters: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(/\s+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (longer.length > letters && line) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line ? [...lines, line] : lines;
}

async function rastered(vector: Blob, { width, height }: SVGSVGElement): Promise<Blob> {
  const url = URL.createObjectURL(vector);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width.baseVal.value * SCALE;
    canvas.height = height.baseVal.value * SCALE;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error('No picture.'))),
        'image/png',
      ),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
