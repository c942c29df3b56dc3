/** Addresses of the screens about arrivals, as the menu has them. */
export const ARRIVAL_SCREENS = /^\/(?:import|inbound|questions|sources|names|administration)\/?$/;
