/** What the shop sells. Prices in cents; `tone` is the colour of the drawn picture. */

export const CATEGORIES = ['Desk lamps', 'Floor lamps', 'Pendants', 'Bulbs', 'Wire'] as const;
export type Category = (typeof CATEGORIES)[number];

export interface Product {
  id: string;
  name: string;
  category: Category;
  price: number;
  tone: string;
  about: string;
}

export const PRODUCTS: readonly Product[] = [
  product(
    'Desk lamp Otto',
    'Desk lamps',
    4900,
    '#d9822b',
    'A steady arm, a warm cone of light, a switch you find in the dark.',
  ),
  product(
    'Pendant lamp Halo',
    'Pendants',
    8900,
    '#3f7d6e',
    'A ring of light that makes a table the middle of the room.',
  ),
  product('Globe bulb E27', 'Bulbs', 890, '#e0a526', 'Opal glass, 806 lumens, dims without a hum.'),
  product('Textile cable red', 'Wire', 1200, '#b8402f', 'Three metres of woven cable. It wants to be seen.'),
  product('Floor lamp Atlas', 'Floor lamps', 14900, '#4a5a8a', 'A heavy foot and a long reach for the reading chair.'),
  product(
    'Desk lamp Greta',
    'Desk lamps',
    6400,
    '#3f7d6e',
    'Two joints and a brass shade that stays where you leave it.',
  ),
  product('Pendant lamp Drop', 'Pendants', 5900, '#b8402f', 'Mouth-blown glass, no two alike.'),
  product('Filament bulb E27', 'Bulbs', 1190, '#d9822b', 'A visible filament and the light of a candle.'),
  product('Desk lamp Emil', 'Desk lamps', 3950, '#4a5a8a', 'Clamps to any table up to five centimetres thick.'),
  product('Floor lamp Willow', 'Floor lamps', 11900, '#3f7d6e', 'Bends over the sofa and never in your way.'),
  product('Pendant lamp Lantern', 'Pendants', 7400, '#e0a526', 'Folded paper on an oak frame.'),
  product('Candle bulb E14', 'Bulbs', 650, '#e0a526', 'For chandeliers and small shades.'),
  product('Textile cable black', 'Wire', 1150, '#3a3f4d', 'Three metres of woven cable that keeps quiet.'),
  product('Desk lamp Nora', 'Desk lamps', 8200, '#8a5a83', 'Touch to dim, touch again to remember.'),
  product('Floor lamp Heron', 'Floor lamps', 17900, '#b8402f', 'On one leg, perfectly still.'),
  product('Spot bulb GU10', 'Bulbs', 720, '#d9822b', 'A narrow beam for pictures and plants.'),
  product('Ceiling rose brass', 'Wire', 1890, '#d9822b', 'Hides the wiring and shows some style.'),
  product('Pendant lamp Cluster', 'Pendants', 18900, '#8a5a83', 'Seven shades on one rose.'),
  product('Desk lamp Pixel', 'Desk lamps', 2900, '#8a5a83', 'Small, square and bright enough.'),
  product('Floor lamp Column', 'Floor lamps', 9900, '#d9822b', 'A paper column, lit from within.'),
  product('Smart bulb E27', 'Bulbs', 2490, '#4a5a8a', 'Sixteen million colours; you will use two.'),
  product('Brass socket E27', 'Wire', 1490, '#e0a526', 'Solid brass with a porcelain heart.'),
  product('Pendant lamp Dome', 'Pendants', 6900, '#4a5a8a', 'An enamelled dome, white inside.'),
  product('Dimmer switch', 'Wire', 2150, '#3a3f4d', 'Turns the evening down.'),
];

function product(name: string, category: Category, price: number, tone: string, about: string): Product {
  return { id: name.toLowerCase().replaceAll(' ', '-'), name, category, price, tone, about };
}

export function productById(id: string): Product | undefined {
  return PRODUCTS.find((product) => product.id === id);
}
