//! How one page of a list is read without counting through the whole list.
//!
//! The place where the page begins is found in the list's index alone, from whichever end is
//! nearer; then the page's rows are read from there. So the first and the last page cost the
//! same, and a page in the middle costs a walk along the index, never along the rows.

use super::StoreError;
use meta_api::Paging;
use sea_orm::sea_query::{Expr, ExprTrait, Value};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, Select, TryGetable,
};

/// The rows of a page out of `total` rows that `list` selects, in the order of `created` and
/// `id`. `Id` is the type of the column `id`.
pub(super) async fn rows<E, Id>(
    transaction: &DatabaseTransaction,
    list: Select<E>,
    (created, id): (E::Column, E::Column),
    paging: Paging,
    total: u64,
) -> Result<Vec<E::Model>, StoreError>
where
    E: EntityTrait,
    E::Model: FromQueryResult,
    Id: TryGetable + Into<Value>,
{
    let offset = paging.offset();
    if offset >= total {
        return Ok(Vec::new());
    }
    let mut page = list.clone();
    if offset > 0 {
        let from_the_end = total - 1 - offset;
        let (direction, skip) = if from_the_end < offset {
            (sea_orm::Order::Desc, from_the_end)
        } else {
            (sea_orm::Order::Asc, offset)
        };
        let first: Option<(i64, Id)> = list
            .select_only()
            .columns([created, id])
            .order_by(created, direction.clone())
            .order_by(id, direction)
            .offset(skip)
            .limit(1)
            .into_tuple()
            .one(transaction)
            .await?;
        let Some((first_created, first_id)) = first else {
            return Ok(Vec::new());
        };
        let order = Expr::tuple([created.into_expr(), id.into_expr()]);
        let first = Expr::tuple([Expr::value(first_created), Expr::value(first_id)]);
        page = page.filter(order.gte(first));
    }
    Ok(page
        .order_by_asc(created)
        .order_by_asc(id)
        .limit(paging.page_size.get())
        .all(transaction)
        .await?)
}
