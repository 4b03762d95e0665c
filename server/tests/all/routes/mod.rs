mod api_keys;
mod applications;
mod health;
mod webhooks;
