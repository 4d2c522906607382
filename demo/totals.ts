/** What a cart costs: one place, so that cart, checkout and order agree. Cents. */
import type { Exchange } from './exchange.ts';
import { PRODUCTS, type Product } from './products.ts';
import type { DeliveryMethod } from './state.ts';

export interface CartLine {
  product: Product;
  quantity: number;
  price: number;
}

export interface Totals {
  lines: CartLine[];
  subtotal: number;
  discount: number;
  shipping: number;
  giftWrap: number;
  total: number;
}

/** Code → per cent taken off the goods. */
export const DISCOUNTS: Record<string, number> = { BRIGHT10: 10, WIRED20: 20 };

const SHIPPING: Record<DeliveryMethod, number> = { standard: 490, express: 1290, pickup: 0 };
const FREE_FROM = 15_000;
const GIFT_WRAP = 350;

export function totals({ state, bug }: Pick<Exchange, 'state' | 'bug'>): Totals {
  const lines = PRODUCTS.flatMap((product) => {
    const quantity = state.cart.get(product.id) ?? 0;
    return quantity > 0 ? [{ product, quantity, price: product.price * quantity }] : [];
  });
  const subtotal = lines.reduce((sum, line) => sum + line.price, 0);
  const percent = bug('discount-ignored') ? 0 : (DISCOUNTS[state.discountCode ?? ''] ?? 0);
  const discount = Math.round((subtotal * percent) / 100);
  const method = state.checkout.delivery?.method ?? 'standard';
  const free = lines.length === 0 || (method === 'standard' && subtotal >= FREE_FROM);
  const shipping = free ? 0 : SHIPPING[method];
  const giftWrap = state.checkout.delivery?.giftWrap ? GIFT_WRAP : 0;
  const total = subtotal - discount + (bug('wrong-total') ? 0 : shipping) + giftWrap;
  return { lines, subtotal, discount, shipping, giftWrap, total };
}
