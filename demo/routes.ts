/** Every page of the shop; the first route that fits a request answers it. */
import type { Route } from './exchange.ts';
import { activityRoutes } from './pages/activity.ts';
import { cartRoutes } from './pages/cart.ts';
import { catalogueRoutes } from './pages/catalogue.ts';
import { addressRoutes } from './pages/checkoutAddress.ts';
import { deliveryRoutes } from './pages/checkoutDelivery.ts';
import { paymentRoutes } from './pages/checkoutPayment.ts';
import { reviewRoutes } from './pages/checkoutReview.ts';
import { dashboardRoutes } from './pages/dashboard.ts';
import { helpRoutes } from './pages/help.ts';
import { loginRoutes } from './pages/login.ts';
import { orderEditRoutes } from './pages/orderEdit.ts';
import { ordersRoutes } from './pages/orders.ts';
import { productRoutes } from './pages/product.ts';
import { profileRoutes } from './pages/profile.ts';
import { questionnaireRoutes } from './pages/questionnaire.ts';
import { signatureRoutes } from './pages/signature.ts';

const ROUTES: readonly Route[] = [
  ...loginRoutes,
  ...dashboardRoutes,
  ...catalogueRoutes,
  ...productRoutes,
  ...cartRoutes,
  ...addressRoutes,
  ...deliveryRoutes,
  ...paymentRoutes,
  ...reviewRoutes,
  ...ordersRoutes,
  ...orderEditRoutes,
  ...profileRoutes,
  ...helpRoutes,
  ...signatureRoutes,
  ...activityRoutes,
  ...questionnaireRoutes,
];

export interface Found {
  route: Route;
  params: Record<string, string>;
}

export function findRoute(method: string, path: string): Found | undefined {
  for (const route of ROUTES) {
    const params = route.method === method && paramsOf(route.path.split('/'), path.split('/'));
    if (params) return { route, params };
  }
  return undefined;
}

function paramsOf(pattern: string[], parts: string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, name] of pattern.entries()) {
    const part = parts[index] ?? '';
    if (name.startsWith(':')) params[name.slice(1)] = part;
    else if (name !== part) return undefined;
  }
  return params;
}
